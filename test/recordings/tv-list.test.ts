import { tvListFamilies } from './tv-list.ts';
import { prove } from './prove.ts';

prove('recorded lists of series', tvListFamilies);
