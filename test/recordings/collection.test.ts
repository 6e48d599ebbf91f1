import { collectionFamilies } from './collection.ts';
import { prove } from './prove.ts';

prove('recorded collections', collectionFamilies);
