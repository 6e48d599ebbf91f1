import { PERSON } from './unseen.ts';
import { testUnseen } from './unseen-suite.ts';

testUnseen([PERSON]);
