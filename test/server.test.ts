import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { createGateway, listen } from '../src/server.ts';
import { keepLog } from './ops/collect.ts';

it('refuses to create a gateway without a configured TMDB, so that none asks the real one without a credential', () => {
  expect(() => createGateway(readConfig({}))).toThrow(ConfigError);
  expect(() => createGateway(readConfig({}))).toThrow(/TMDB_ACCESS_TOKEN.*sandbox/);
});

it('closes the connection of a client that does not read its response', async () => {
  const gateway = createGateway(readConfig({ TMDB_ACCESS_TOKEN: 'none' }), Date.now, keepLog().log);
  const server = await listen(gateway, 0, '127.0.0.1');
  expect(server.timeout).toBe(90_000);
  server.setTimeout(300); // The same with a shorter timeout.
  const { port } = server.address() as AddressInfo; // A TCP server's address is never a string.
  const socket = connect(port, '127.0.0.1').pause();
  // More than the buffers of both sockets hold.
  socket.on('error', () => {}).write('GET /schema.graphql HTTP/1.1\r\nhost: gateway.test\r\n\r\n'.repeat(500));
  await once(server, 'connection');
  const open = promisify(server.getConnections.bind(server));
  await sleep(100);
  expect(await open()).toBe(1);
  await vi.waitFor(async () => expect(await open()).toBe(0), { timeout: 5000 });
  socket.destroy();
  server.close();
  await gateway.close();
});
