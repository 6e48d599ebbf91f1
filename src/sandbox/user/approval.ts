import type { ServerResponse } from 'node:http';
import { Failure } from '../http/failure.ts';
import type { Accounts } from './accounts.ts';
import { userNamed } from './users.ts';

const DEFAULT_USER = 'sandbox';

/** Adds the outcome to the URL that the user is redirected to, as TMDB does. */
function withOutcome(target: string, token: string, outcome: string): string | undefined {
  if (!URL.canParse(target)) return undefined;
  const url = new URL(target);
  url.searchParams.set('request_token', token);
  url.searchParams.set(outcome, 'true');
  return url.href;
}

const page = (response: ServerResponse, http: number, text: string) =>
  void response
    .writeHead(http, { 'Content-Type': 'text/html;charset=utf-8' })
    .end(`<!doctype html><title>TMDB sandbox</title><p>${text}</p>\n`);

/**
 * The page where a user approves a request token, for people and tests. Takes `request_token` and, optionally, `user` (a
 * user name), `deny=true` and `redirect_to`. It is not part of the API, so its requests are neither counted nor logged.
 */
export function approve(query: URLSearchParams, { sessions }: Accounts, response: ServerResponse): void {
  const token = query.get('request_token') ?? '';
  const user = userNamed(query.get('user') ?? DEFAULT_USER);
  if (!user || user.refused) return page(response, 403, 'No user of that name can sign in.');
  const isDenied = query.get('deny') === 'true';
  try {
    const { redirectTo } = sessions.settle(token, isDenied ? 'denied' : user);
    const target = withOutcome(query.get('redirect_to') || redirectTo || '', token, isDenied ? 'denied' : 'approved');
    if (target) return void response.writeHead(302, { Location: target }).end();
    return page(response, 200, isDenied ? 'Denied.' : `Approved, as ${user.name}.`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return page(response, error.http, 'This request token is expired, decided on or none.');
  }
}
