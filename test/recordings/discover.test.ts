import { discoverFamilies } from './discover.ts';
import { prove } from './prove.ts';

prove('recorded results of discover', discoverFamilies);
