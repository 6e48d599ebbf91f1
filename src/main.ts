#!/usr/bin/env -S node --max-semi-space-size=16 --heap-growing-percent=50
import { enableCompileCache } from 'node:module';

// Starting is mostly compilation, so compiled code is cached for the next start, except imports before this line.
enableCompileCache();
const [{ listenProblem, serve }, { ConfigError }] = await Promise.all([import('./command/serve.ts'), import('./config.ts')]);

serve().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : (listenProblem(error) ?? error));
  // Exiting also closes everything that is already open.
  process.exit(1);
});
