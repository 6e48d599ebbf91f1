import type { IncomingMessage, ServerResponse } from 'node:http';
import { frame, upstreamBadge } from '../../pages/frame.ts';
import { html, type Html } from '../../pages/html.ts';
import { page } from '../../pages/page.ts';
import { bodyText } from '../http/body.ts';
import { Failure } from '../http/failure.ts';
import type { Accounts } from './accounts.ts';
import { userNamed, USERS } from './users.ts';

const DEFAULT_USER = 'sandbox';

/** Schemes of addresses that run or show something of their own instead of leading somewhere. */
const NO_TARGET = /^(javascript|data|vbscript|blob|file|about):$/;

/** The address that the user is redirected to, if it can be one. */
function targetOf(address: string): URL | undefined {
  const url = URL.parse(address);
  return url && !NO_TARGET.test(url.protocol) ? url : undefined;
}

/** @param target The address that the form leads to in the end: browsers hold redirects to the policy too. */
function send(response: ServerResponse, http: number, title: string, text: Html, target?: URL): void {
  const main = html`<section class="approval">
    <h1>${title}</h1>
    ${text}
  </section>`;
  const { headers, body } = page({
    title: `${title} · TMDB sandbox`,
    description: 'Signing in to the sandbox.',
    body: frame({ base: '', pages: [], badge: upstreamBadge({ sandbox: true, tmdbUrl: '' }), main }),
    scripts: [],
    formAction: `'self'${target ? ` ${target.protocol}` : ''}`,
  });
  const security = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' };
  response.writeHead(http, { ...headers, ...security }).end(body);
}

/** A form that posts to its own address, which has the request token. */
const form = (chosen: string, target: URL | undefined): Html => html`
  <p class="lead">
    An app asks to use TMDB in your name. This is the sandbox: its users are invented, and no password is needed.
    ${target ? html`Afterwards you return to <strong>${target.host || target.protocol}</strong>.` : ''}
  </p>
  <form class="card" method="post">
    <label for="user">Sign in as</label>
    <select id="user" name="user">
      ${USERS.filter(({ refused }) => !refused).map(
        ({ username, name }) => html`<option value="${username}" ${username === chosen && html`selected`}>${name}</option>`,
      )}
    </select>
    <p class="actions">
      <button class="button primary" name="decision" value="approve">Approve</button>
      <button class="button" name="decision" value="deny">Deny</button>
    </p>
  </form>
`;

const lead = (text: Html): Html => html`<p class="lead">${text}</p>`;

/**
 * The page where a user approves a request token, for people and tests: GET shows it, and POST decides. The URL has
 * `request_token` and, optionally, `redirect_to`; the form has `decision`, `approve` or `deny`, and `user`, a user name.
 * It is not part of the API, so its requests are neither counted nor logged.
 */
export async function answerApproval(request: IncomingMessage, response: ServerResponse, { sessions }: Accounts): Promise<void> {
  const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
  const token = query.get('request_token') ?? '';
  const pending = sessions.pending(token);
  const target = targetOf(query.get('redirect_to') || pending?.redirectTo || '');
  if (request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'POST') {
    return void response.writeHead(405, { Allow: 'GET, HEAD, POST' }).end();
  }
  if (!pending) {
    const text = html`This request token has expired, was decided on already, or is none. Go back to the app and sign in again.`;
    return send(response, 401, 'This link is no longer valid', lead(text));
  }
  if (request.method !== 'POST')
    return send(response, 200, 'Sign in to the sandbox', form(query.get('user') ?? DEFAULT_USER, target), target);

  // A page of another site could send this form without the user's knowledge.
  const isForeign = !['same-origin', undefined].includes(request.headers['sec-fetch-site']);
  if (isForeign) return send(response, 403, 'Not from here', lead(html`Expected the form of this page itself.`));
  try {
    const fields = new URLSearchParams(await bodyText(request));
    const user = userNamed(fields.get('user') ?? DEFAULT_USER);
    const decision = fields.get('decision');
    if (decision !== 'approve' && decision !== 'deny') {
      return send(response, 400, 'No decision', lead(html`Expected the field decision to be approve or deny.`));
    }
    if (!user || user.refused) return send(response, 403, 'No such user', lead(html`No user of that name can sign in.`));
    const isDenied = decision === 'deny';
    sessions.settle(token, isDenied ? 'denied' : user);
    if (target) {
      target.searchParams.set('request_token', token);
      target.searchParams.set(isDenied ? 'denied' : 'approved', 'true');
      return void response.writeHead(303, { Location: target.href }).end();
    }
    if (isDenied) return send(response, 200, 'Denied', lead(html`The app cannot act in your name. You can close this page.`));
    const next = pending.version === 3 ? 'createSession' : 'createUserToken';
    const text = html`You are <strong>${user.name}</strong>. Go back to the app: it can now exchange its request token, with
      <code>${next}</code>.`;
    return send(response, 200, 'Approved', lead(text));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return send(response, error.http, 'Not done', lead(html`The form could not be read.`));
  }
}
