import { suite } from './suite.ts';

/** Routers in front of the gateway, with packages of their own: see interop/federation. */
export default suite('test/interop/*/*.test.ts');
