import { configurationFamilies } from './configuration.ts';
import { prove } from './prove.ts';

prove('the recorded configuration', configurationFamilies);
