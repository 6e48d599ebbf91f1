import { prove } from './prove.ts';
import { watchProviderFamilies } from './watch-provider.ts';

prove('recorded watch providers', watchProviderFamilies);
