import { SUBJECTS } from './unseen.ts';
import { testUnseen } from './unseen-suite.ts';

testUnseen(SUBJECTS);
