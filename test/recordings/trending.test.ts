import { trendingFamilies } from './trending.ts';
import { prove } from './prove.ts';

prove('recorded trending lists', trendingFamilies);
