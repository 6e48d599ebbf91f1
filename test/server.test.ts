import { expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { createGateway } from '../src/server.ts';

it('a gateway of which nobody said what TMDB it is over is refused, and never asks the real one without a credential', () => {
  expect(() => createGateway(readConfig({}))).toThrow(ConfigError);
  expect(() => createGateway(readConfig({}))).toThrow(/TMDB_ACCESS_TOKEN.*sandbox/);
});
