import { keywordFamilies } from './keyword.ts';
import { prove } from './prove.ts';

prove('recorded keywords', keywordFamilies);
