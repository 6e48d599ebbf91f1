import { personFamilies } from './person.ts';
import { prove } from './prove.ts';

prove('recorded people', personFamilies);
