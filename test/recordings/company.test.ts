import { companyFamilies } from './company.ts';
import { prove } from './prove.ts';

prove('recorded companies', companyFamilies);
