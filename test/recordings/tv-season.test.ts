import { tvSeasonFamilies } from './tv-season.ts';
import { prove } from './prove.ts';

prove('recorded seasons', tvSeasonFamilies);
