import type { ServerResponse } from 'node:http';
import { Failure } from '../http/failure.ts';
import type { Accounts } from './accounts.ts';
import { userNamed } from './users.ts';

const DEFAULT_USER = 'sandbox';

/** Says what became of it where the user is sent, as TMDB does. */
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
 * The user's side of signing in, with `request_token` and, if wanted, `user` (a user name), `deny=true` and
 * `redirect_to`: a person opens it, or a test asks for it. It is no part of the API, and not counted as a request.
 */
export function approve(query: URLSearchParams, { sessions }: Accounts, response: ServerResponse): void {
  const token = query.get('request_token') ?? '';
  const user = userNamed(query.get('user') ?? DEFAULT_USER);
  if (!user || user.refused) return page(response, 403, 'Nobody of that name can sign in.');
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
