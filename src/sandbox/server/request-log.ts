export interface SandboxRequest {
  /** performance.now() of its arrival, in milliseconds. */
  at: number;
  method: string;
  /** Path and query as received, without api_key. */
  url: string;
  /** Body of one of the last requests; absent when none was sent or it was not read. Secrets stay, here and in the url: tests need to see them. */
  body?: string;
  /** HTTP status of the answer; 0 when there was none. */
  status: number;
}

/** Most requests in the log, as a sandbox that runs for days must not fill its memory. Then the older half is dropped. */
const MAX_REQUESTS = 1_000_000;
/** How many of the last requests keep their bodies. */
const MAX_BODIES = 1000;

/** Adds a request to the log, and makes room for it. */
export function logRequest(requests: SandboxRequest[], request: SandboxRequest): void {
  if (requests.length >= MAX_REQUESTS) requests.splice(0, MAX_REQUESTS / 2);
  requests.push(request);
  delete requests[requests.length - 1 - MAX_BODIES]?.body;
}
