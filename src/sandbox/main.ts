/**
 * Runs a sandbox in a process of its own. Takes options as JSON in the first argument, and prints `{"origin":…}` as one
 * line. Users approve request tokens at /sandbox/approve (approval.ts). Programmed over HTTP: POST /sandbox/program
 * (JSON SandboxProgram; a null limit is no limit), POST /sandbox/reset, GET /sandbox/requests.
 */
import { fstatSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { watchDelays } from './server/delays.ts';
import { startSandbox, type Sandbox, type SandboxOptions, type SandboxProgram } from './server/server.ts';

/** Reads a null limit as Infinity, which JSON lacks. */
const withLimit = <Settings extends SandboxOptions | SandboxProgram>(settings: Settings): Settings =>
  settings.rateLimit === null ? { ...settings, rateLimit: Infinity } : settings;

const delays = watchDelays();

const CONTROLS: Record<string, (request: IncomingMessage, sandbox: Sandbox) => unknown> = {
  'POST /sandbox/program': async (request, sandbox) => sandbox.program(withLimit((await json(request)) as SandboxProgram)),
  'POST /sandbox/reset': (_request, sandbox) => {
    sandbox.reset();
    delays.reset();
  },
  'GET /sandbox/requests': (_request, { requests, connections }) => ({ requests, connections, delays: delays.seen }),
};

function control(request: IncomingMessage, response: ServerResponse, sandbox: Sandbox): boolean {
  const act = CONTROLS[`${request.method} ${request.url}`];
  if (!act) return false;
  Promise.resolve(act(request, sandbox)).then(
    (result) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(result ?? {})),
    (error: unknown) => response.writeHead(400).end(String(error)),
  );
  return true;
}

const leave = () => process.exit(0);
process.on('SIGTERM', leave);
process.on('SIGINT', leave);
process.on('disconnect', leave);
// Only a pipe ends when the parent does; /dev/null is at its end from the start.
const stdin = fstatSync(0);
if (stdin.isFIFO() || stdin.isSocket()) process.stdin.resume().on('close', leave);

// Last, as the reader of the line may send a signal at once.
const sandbox = await startSandbox(withLimit(JSON.parse(process.argv[2] ?? '{}') as SandboxOptions), control);
process.stdout.write(`${JSON.stringify({ origin: sandbox.origin })}\n`);
