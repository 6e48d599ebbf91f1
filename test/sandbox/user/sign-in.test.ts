import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { approvalOf, approve, statusesOf, withSignedInUser } from '../signed-in.ts';

describe('signing in to v3', () => {
  it('answers that a key is valid', async () => {
    const { anonymous } = await withSignedInUser();
    expect(await anonymous('GET /3/authentication')).toMatchObject({ status: 200, json: { success: true, status_code: 1 } });
  });

  it('creates a request token, with its expiry and the page to approve it', async () => {
    const { sandbox, anonymous } = await withSignedInUser();
    const { json, headers } = await anonymous('GET /3/authentication/token/new');
    expect(json['expires_at']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
    expect(headers.get('authentication-callback')).toBe(`${sandbox.origin}/sandbox/approve?request_token=${String(json['request_token'])}`);
    expect(headers.get('cache-control')).toBe('max-age=0, private, must-revalidate');
  });

  it('opens one session for an approved token', async () => {
    const { sandbox, anonymous } = await withSignedInUser();
    const token = String((await anonymous('GET /3/authentication/token/new')).json['request_token']);
    const open = () => anonymous('POST /3/authentication/session/new', { request_token: token });
    expect(await open()).toMatchObject({ status: 401, json: { success: false, failure: true, status_code: 17 } });
    const logged = sandbox.requests.length;
    expect(await (await approve(sandbox, token)).text()).toContain('Approved');
    expect(sandbox.requests).toHaveLength(logged);
    const { status, json } = await open();
    expect([status, json['success']]).toEqual([200, true]);
    expect(json['session_id']).toMatch(/^[0-9a-f]{40}$/);
    expect(statusesOf(await open())).toEqual([401, 33]);
  });

  it('refuses a token that is denied, unknown, of v4 or expired', async () => {
    const { sandbox, anonymous } = await withSignedInUser();
    const fresh = async () => String((await anonymous('GET /3/authentication/token/new')).json['request_token']);
    const open = async (token: unknown) => statusesOf(await anonymous('POST /3/authentication/session/new', { request_token: token }));
    const denied = await fresh();
    expect((await approve(sandbox, denied, { decision: 'deny' })).status).toBe(200);
    expect((await approve(sandbox, denied)).status).toBe(401);
    expect(await open(denied)).toEqual([401, 17]);
    expect(await open('nothing')).toEqual([401, 33]);
    expect(await open((await anonymous('POST /4/auth/request_token', {})).json['request_token'])).toEqual([401, 33]);
    const old = await fresh();
    await approve(sandbox, old);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await open(old)).toEqual([401, 33]);
  });

  it('redirects the user with the decision', async () => {
    const { sandbox, anonymous } = await withSignedInUser();
    const fresh = async () => String((await anonymous('GET /3/authentication/token/new')).json['request_token']);
    const back = encodeURIComponent('https://app.example/back?from=tmdb');
    const [yes, no] = [await fresh(), await fresh()];
    const approved = await approve(sandbox, yes, { query: `&redirect_to=${back}` });
    expect([approved.status, approved.headers.get('location')]).toEqual([
      303,
      `https://app.example/back?from=tmdb&request_token=${yes}&approved=true`,
    ]);
    expect((await approve(sandbox, no, { decision: 'deny', query: `&redirect_to=${back}` })).headers.get('location')).toMatch(
      /&denied=true$/,
    );
    expect((await approve(sandbox, await fresh(), { user: 'nobody' })).status).toBe(403);
  });

  it('changes nothing before the form is sent, nor for a form of another site or without a decision', async () => {
    const { sandbox, anonymous } = await withSignedInUser();
    const token = String((await anonymous('GET /3/authentication/token/new')).json['request_token']);
    const back = `&redirect_to=${encodeURIComponent('myapp://done')}`;
    const shown = await fetch(approvalOf(sandbox, token, back));
    expect([shown.status, shown.headers.get('cache-control'), shown.headers.get('referrer-policy')]).toEqual([
      200,
      'no-store',
      'no-referrer',
    ]);
    expect(shown.headers.get('content-security-policy')).toMatch(/script-src 'none'.*form-action 'self' myapp:; frame-ancestors 'none'/);
    expect(await shown.text()).toMatch(/<form[^>]* method="post">[^]*value="approve"[^]*value="deny"/);
    const post = (fields: Record<string, string>, site?: string) =>
      fetch(approvalOf(sandbox, token, back), {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: site === undefined ? {} : { 'sec-fetch-site': site },
        redirect: 'manual',
      });
    for (const site of ['cross-site', 'same-site', 'none']) expect((await post({ decision: 'approve' }, site)).status).toBe(403);
    expect((await post({})).status).toBe(400);
    expect((await fetch(approvalOf(sandbox, token), { method: 'DELETE' })).status).toBe(405);
    expect(statusesOf(await anonymous('POST /3/authentication/session/new', { request_token: token }))).toEqual([401, 17]);
    const done = await post({ decision: 'approve' }, 'same-origin');
    expect([done.status, done.headers.get('location')]).toEqual([303, `myapp://done?request_token=${token}&approved=true`]);
    expect((await fetch(approvalOf(sandbox, token))).status).toBe(401);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'java\tscript:alert(1)', 'nowhere'])('redirects nobody to %j', async (target) => {
    const { sandbox, anonymous } = await withSignedInUser();
    const token = String((await anonymous('GET /3/authentication/token/new')).json['request_token']);
    const query = `&redirect_to=${encodeURIComponent(target)}`;
    const shown = await fetch(approvalOf(sandbox, token, query));
    expect(shown.headers.get('content-security-policy')).toContain("form-action 'self';");
    const { status, headers } = await approve(sandbox, token, { query });
    expect([status, headers.get('location')]).toEqual([200, null]);
  });

  it('accepts a login instead of an approval, or tells what is wrong with the login', async () => {
    const { anonymous } = await withSignedInUser();
    const request_token = String((await anonymous('GET /3/authentication/token/new')).json['request_token']);
    const login = (body: object) => anonymous('POST /3/authentication/token/validate_with_login', { request_token, ...body });
    const statusesOfLogin = async (username: string, password = username) => statusesOf(await login({ username, password }));
    expect(statusesOf(await login({ username: 'sandbox' }))).toEqual([400, 26]);
    expect(await statusesOfLogin('sandbox', 'wrong')).toEqual([401, 30]);
    expect(await statusesOfLogin('nobody')).toEqual([401, 30]);
    expect(await statusesOfLogin('disabled')).toEqual([401, 31]);
    expect(await statusesOfLogin('unverified')).toEqual([401, 32]);
    expect(await statusesOfLogin('suspended')).toEqual([403, 45]);
    expect(statusesOf(await login({ username: 'ada', password: 'ada', request_token: 'nothing' }))).toEqual([401, 33]);
    expect(await login({ username: 'ada', password: 'ada' })).toMatchObject({ status: 200, json: { success: true, request_token } });
    const { json } = await anonymous('POST /3/authentication/session/new', { request_token });
    expect((await anonymous(`GET /3/account?session_id=${String(json['session_id'])}`)).json).toMatchObject({ username: 'ada' });
  });

  it('ends a session', async () => {
    const { anonymous, me } = await withSignedInUser();
    expect((await anonymous('DELETE /3/authentication/session', { session_id: me.session })).json).toEqual({ success: true });
    expect(statusesOf(await anonymous('DELETE /3/authentication/session', { session_id: me.session }))).toEqual([404, 37]);
    expect(statusesOf(await me.request('GET /3/account'))).toEqual([401, 3]);
  });

  it('creates guest sessions', async () => {
    const { anonymous } = await withSignedInUser();
    const { json } = await anonymous('GET /3/authentication/guest_session/new');
    expect(json).toMatchObject({ success: true, guest_session_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });
});

describe('signing in to v4', () => {
  it('grants a token that names the account, once the user has approved', async () => {
    const { sandbox, anonymous } = await withSignedInUser();
    const { status, json } = await anonymous('POST /4/auth/request_token', { redirect_to: 'https://app.example/' });
    expect([status, json['status_code']]).toEqual([200, 1]);
    const request_token = String(json['request_token']);
    expect(statusesOf(await anonymous('POST /4/auth/access_token', { request_token }))).toEqual([422, 41]);
    const { headers } = await approve(sandbox, request_token, { user: 'grace' });
    expect(headers.get('location')).toBe(`https://app.example/?request_token=${request_token}&approved=true`);
    const { json: granted } = await anonymous('POST /4/auth/access_token', { request_token });
    const claims: unknown = JSON.parse(Buffer.from(String(granted['access_token']).split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ sub: granted['account_id'], scopes: ['api_read', 'api_write'] });
    expect(granted['account_id']).toMatch(/^[0-9a-f]{24}$/);
    expect(statusesOf(await anonymous('POST /4/auth/access_token', { request_token }))).toEqual([401, 33]);
  });

  it('converts a v4 token into a v3 session', async () => {
    const { anonymous, me } = await withSignedInUser();
    const convert = (access_token: string) => anonymous('POST /3/authentication/session/convert/4', { access_token });
    const { json } = await convert(me.token);
    expect((await anonymous(`GET /3/account?session_id=${String(json['session_id'])}`)).json).toMatchObject({ username: 'sandbox' });
    expect(statusesOf(await convert('nothing'))).toEqual([401, 14]);
  });

  it('revokes a token, which is refused from then on', async () => {
    const { anonymous, me } = await withSignedInUser();
    expect(statusesOf(await anonymous('DELETE /4/auth/access_token', { access_token: me.token }))).toEqual([200, 13]);
    expect(statusesOf(await anonymous('DELETE /4/auth/access_token', { access_token: me.token }))).toEqual([401, 35]);
    expect(statusesOf(await me.request(`GET /4/account/${me.objectId}/lists`))).toEqual([401, 35]);
    expect(statusesOf(await me.request('POST /4/list', { name: 'Mine', iso_639_1: 'en' }))).toEqual([401, 35]);
  });
});
