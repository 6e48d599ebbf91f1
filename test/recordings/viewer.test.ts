import { prove } from './prove.ts';
import { viewerFamilies } from './viewer.ts';

prove('recorded answers about an account', viewerFamilies);
