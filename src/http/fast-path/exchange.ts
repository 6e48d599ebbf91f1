import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Running } from '../../ops/operations.ts';
import type { PlainRequest } from './plain-request.ts';

/** A plain request, with its response. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly plain: PlainRequest;
  readonly running: Running;
}
