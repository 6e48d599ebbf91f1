import { certificationFamilies } from './certification.ts';
import { prove } from './prove.ts';

prove('recorded certifications', certificationFamilies);
