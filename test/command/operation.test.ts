import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/server.ts';
import { runGateway } from './run.ts';

const DOCUMENT = 'query Title($id: ID = 603) { movie(id: $id) { title } }\nquery Runtime { movie(id: 603) { runtime } }\n';

let folder = '';
let file = '';
let sandbox: Sandbox;
let env: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'command-'));
  file = path.join(folder, 'movie.graphql');
  writeFileSync(file, DOCUMENT);
  sandbox = await startSandbox();
  env = { TMDB_API_URL: sandbox.origin, TMDB_ACCESS_TOKEN: 'hush-hush' };
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});
