import { suite } from './suite.ts';

/** Clients of the started server, with packages of their own: see clients. */
export default suite('test/clients/*.test.ts');
