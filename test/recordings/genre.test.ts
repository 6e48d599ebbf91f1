import { genreFamilies } from './genre.ts';
import { prove } from './prove.ts';

prove('recorded genres', genreFamilies);
