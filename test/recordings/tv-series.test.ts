import { tvSeriesFamilies } from './tv-series.ts';
import { prove } from './prove.ts';

prove('recorded series', tvSeriesFamilies);
