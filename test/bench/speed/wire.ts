import { connect, type Socket } from 'node:net';

/** A client that costs little, as it takes the core of the upstream: raw sockets, and responses that are only counted. */
export interface Load {
  readonly port: number;
  readonly connections: number;
  /** The next body; undefined ends a connection. */
  next(): Buffer | undefined;
}

export interface Loaded {
  readonly answers: number;
  /** Answers other than 200. */
  readonly wrong: number;
  readonly seconds: number;
  /** Milliseconds from each request to the end of its response. */
  readonly took: readonly number[];
}

/** A whole POST as bytes. */
export const requestOf = (body: string): Buffer =>
  Buffer.from(
    `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\naccept: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );

const HEAD_END = '\r\n\r\n';

/** @returns Number of bytes of the response that begins a buffer; undefined while its end is not known. */
function lengthOf(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const length = /content-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1];
  if (length !== undefined) return end + HEAD_END.length + Number(length);
  // Chunked: nothing follows the last chunk, as a connection waits for each response.
  return bytes.toString('latin1', bytes.length - 5) === '0\r\n\r\n' ? bytes.length : undefined;
}

/** Sends one request after the other on each connection. */
export async function load({ port, connections, next }: Load): Promise<Loaded> {
  const took: number[] = [];
  let wrong = 0;
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)));
  const from = performance.now();
  const run = (socket: Socket): Promise<void> =>
    new Promise((resolve, reject) => {
      let sent = 0;
      let buffered: Buffer[] = [];
      let missing: number | undefined;
      const send = (): void => {
        const bytes = next();
        if (!bytes) {
          resolve();
          return;
        }
        sent = performance.now();
        socket.write(bytes);
      };
      socket.on('data', (chunk) => {
        buffered.push(chunk);
        if (missing === undefined) {
          const whole = buffered.length === 1 ? chunk : Buffer.concat(buffered);
          const length = lengthOf(whole);
          if (length === undefined) return;
          if (whole.toString('latin1', 9, 12) !== '200') wrong += 1;
          missing = length - whole.length;
        } else missing -= chunk.length;
        if (missing > 0) return;
        buffered = [];
        missing = undefined;
        took.push(performance.now() - sent);
        send();
      });
      socket.once('error', reject).once('close', () => reject(new Error(`The server at port ${port} closed a connection.`)));
      send();
    });
  let isOver = false;
  // The client never sleeps: to wake it would be work of the server's core, and more for a server that lets it sleep.
  const spin = (): void => void (isOver || setImmediate(spin));
  spin();
  await Promise.all(sockets.map(run));
  isOver = true;
  const seconds = (performance.now() - from) / 1000;
  for (const socket of sockets) socket.removeAllListeners().destroy();
  return { answers: took.length, wrong, seconds, took };
}

const opened = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject).once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
