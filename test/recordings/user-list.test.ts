import { prove } from './prove.ts';
import { userListFamilies } from './user-list.ts';

prove('recorded lists of accounts', userListFamilies);
