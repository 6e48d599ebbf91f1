import { searchFamilies } from './search.ts';
import { prove } from './prove.ts';

prove('recorded searches', searchFamilies);
