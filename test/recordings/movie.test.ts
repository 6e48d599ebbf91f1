import { movieFamilies } from './movie.ts';
import { prove } from './prove.ts';

prove('recorded movies', movieFamilies);
