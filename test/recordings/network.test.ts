import { networkFamilies } from './network.ts';
import { prove } from './prove.ts';

prove('recorded networks', networkFamilies);
