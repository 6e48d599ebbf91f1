import { episodeGroupFamilies } from './episode-group.ts';
import { prove } from './prove.ts';

prove('recorded episode groups', episodeGroupFamilies);
