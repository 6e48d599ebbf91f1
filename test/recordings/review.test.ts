import { reviewFamilies } from './review.ts';
import { prove } from './prove.ts';

prove('recorded reviews', reviewFamilies);
