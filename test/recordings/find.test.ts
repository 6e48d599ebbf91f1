import { findFamilies } from './find.ts';
import { prove } from './prove.ts';

prove('recorded results of find', findFamilies);
