/** The floor: answers as bytes, by the bytes of the request's body. The benchmark sends them over IPC. */
import { createServer } from 'node:http';

const answers = new Map<string, Buffer>();

process.on('message', (message) => {
  if (Array.isArray(message)) answers.set(message[0] as string, Buffer.from(message[1] as string));
});

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request
    .on('data', (chunk: Buffer) => void chunks.push(chunk))
    .on('end', () => {
      const answer = answers.get((chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString());
      response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json', 'Content-Length': answer?.length ?? 0 }).end(answer);
    });
}).listen(Number(process.env['PORT']), '127.0.0.1');
