import { movieFamilies } from './movie.ts';
import { prove } from './prove.ts';

prove('recorded films', movieFamilies);
