import { findFamilies } from './find.ts';
import { prove } from './prove.ts';

prove('what was recorded to be found by its id at another site', findFamilies);
