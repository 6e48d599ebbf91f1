import { movieListFamilies } from './movie-list.ts';
import { prove } from './prove.ts';

prove('recorded lists of movies', movieListFamilies);
