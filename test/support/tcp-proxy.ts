import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server on this machine that a test can make worse. */
export interface TcpProxy {
  readonly port: number;
  /** How long each piece of data takes in either direction, in ms. */
  delay: number;
  /** Whether connections are refused; those that are open break. */
  refuse(isRefused: boolean): void;
  /** Lets all bytes of the connections that are open now vanish, without closing them. */
  mute(): void;
  close(): void;
}

export async function startTcpProxy(to: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let muted = new Set<Socket>();
  let isRefused = false;
  const server = createServer((client) => {
    const upstream = createConnection(to, '127.0.0.1');
    const ends = [client, upstream] as const;
    const close = (): void => ends.forEach((socket) => socket.destroy());
    if (isRefused) close();
    for (const [from, into] of [ends, [upstream, client] as const]) {
      sockets.add(from);
      from.on('error', () => {}).on('close', () => sockets.delete(from));
      from.on('close', () => void (muted.has(from) || close()));
      from.on('data', (bytes) => {
        const pass = (): void => void (muted.has(from) || into.destroyed || into.write(bytes));
        if (proxy.delay > 0) setTimeout(pass, proxy.delay);
        else pass();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port, // A TCP server's address is never a string.
    delay: 0,
    refuse(nowRefused) {
      isRefused = nowRefused;
      if (isRefused) for (const socket of sockets) socket.destroy();
    },
    mute: () => void (muted = new Set(sockets)),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return proxy;
}
