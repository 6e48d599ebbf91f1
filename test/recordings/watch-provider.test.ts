import { prove } from './prove.ts';
import { watchProviderFamilies } from './watch-provider.ts';

prove('recorded services to watch at', watchProviderFamilies);
