import { creditFamilies } from './credit.ts';
import { prove } from './prove.ts';

prove('recorded credits', creditFamilies);
