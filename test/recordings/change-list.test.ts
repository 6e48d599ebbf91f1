import { changeListFamilies } from './change-list.ts';
import { prove } from './prove.ts';

prove('recorded lists of changes', changeListFamilies);
