import { connect } from 'node:net';

/** The response on a raw socket: the status of the first one, 0 when the connection was closed without any. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  /** Milliseconds until the other side closed the connection, or until `maxWait` passed in silence. */
  readonly took: number;
}

/** Sends bytes as they are, and reads until the other side closes or nothing comes for `maxWait` ms. */
export function sendRaw(url: string, bytes: string | Buffer, maxWait = 1000): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const started = performance.now();
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const end = (): void => {
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text, took: performance.now() - started });
    };
    socket.setTimeout(maxWait, end);
    socket.setEncoding('utf8').on('data', (more) => (text += more));
    socket.on('end', end).on('error', end);
  });
}
