import { episodeGroupFamilies } from './episode-group.ts';
import { prove } from './prove.ts';

prove('recorded orders of episodes', episodeGroupFamilies);
