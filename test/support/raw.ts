import { connect } from 'node:net';

/** What came back over a socket: the status of the first answer, 0 when the connection was closed without one. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  /** Milliseconds until the other side closed the connection, or until it was given up. */
  readonly took: number;
}

/** Sends bytes as they are, and reads until the other side closes or nothing comes for `patience` ms. */
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
