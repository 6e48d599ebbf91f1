import { tvEpisodeFamilies } from './tv-episode.ts';
import { prove } from './prove.ts';

prove('recorded episodes', tvEpisodeFamilies);
