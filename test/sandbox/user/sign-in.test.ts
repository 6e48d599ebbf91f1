import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { approve, told, withSignedInUser } from '../signed-in.ts';

describe('signing in to v3', () => {
  it('says that the key is valid', async () => {
    const { nobody } = await withSignedInUser();
    expect(await nobody('GET /3/authentication')).toMatchObject({ status: 200, json: { success: true, status_code: 1 } });
  });

  it('makes a token, and says when it ends and where to approve it', async () => {
    const { sandbox, nobody } = await withSignedInUser();
    const { json, headers } = await nobody('GET /3/authentication/token/new');
    expect(json['expires_at']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
    expect(headers.get('authentication-callback')).toBe(`${sandbox.origin}/sandbox/approve?request_token=${String(json['request_token'])}`);
    expect(headers.get('cache-control')).toBe('max-age=0, private, must-revalidate');
  });

  it('opens a session for an approved token, once', async () => {
    const { sandbox, nobody } = await withSignedInUser();
    const token = String((await nobody('GET /3/authentication/token/new')).json['request_token']);
    const open = () => nobody('POST /3/authentication/session/new', { request_token: token });
    expect(await open()).toMatchObject({ status: 401, json: { success: false, failure: true, status_code: 17 } });
    const logged = sandbox.requests.length;
    expect(await (await approve(sandbox, token)).text()).toContain('Approved');
    expect(sandbox.requests).toHaveLength(logged);
    const { status, json } = await open();
    expect([status, json['success']]).toEqual([200, true]);
    expect(json['session_id']).toMatch(/^[0-9a-f]{40}$/);
    expect(told(await open())).toEqual([401, 33]);
  });

  it('refuses a token that was denied, is unknown, is of v4 or has expired', async () => {
    const { sandbox, nobody } = await withSignedInUser();
    const fresh = async () => String((await nobody('GET /3/authentication/token/new')).json['request_token']);
    const open = async (token: unknown) => told(await nobody('POST /3/authentication/session/new', { request_token: token }));
    const denied = await fresh();
    expect((await approve(sandbox, denied, '&deny=true')).status).toBe(200);
    expect((await approve(sandbox, denied)).status).toBe(401);
    expect(await open(denied)).toEqual([401, 17]);
    expect(await open('nothing')).toEqual([401, 33]);
    expect(await open((await nobody('POST /4/auth/request_token', {})).json['request_token'])).toEqual([401, 33]);
    const old = await fresh();
    await approve(sandbox, old);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await open(old)).toEqual([401, 33]);
  });

  it('sends the user back with what they decided', async () => {
    const { sandbox, nobody } = await withSignedInUser();
    const fresh = async () => String((await nobody('GET /3/authentication/token/new')).json['request_token']);
    const back = encodeURIComponent('https://app.example/back?from=tmdb');
    const [yes, no] = [await fresh(), await fresh()];
    const approved = await approve(sandbox, yes, `&redirect_to=${back}`);
    expect([approved.status, approved.headers.get('location')]).toEqual([
      302,
      `https://app.example/back?from=tmdb&request_token=${yes}&approved=true`,
    ]);
    expect((await approve(sandbox, no, `&deny=true&redirect_to=${back}`)).headers.get('location')).toMatch(/&denied=true$/);
    expect((await approve(sandbox, await fresh(), '&user=nobody')).status).toBe(403);
  });

  it('takes a login in place of the approval, or says what is wrong with it', async () => {
    const { nobody } = await withSignedInUser();
    const request_token = String((await nobody('GET /3/authentication/token/new')).json['request_token']);
    const login = (body: object) => nobody('POST /3/authentication/token/validate_with_login', { request_token, ...body });
    const toldOf = async (username: string, password = username) => told(await login({ username, password }));
    expect(told(await login({ username: 'sandbox' }))).toEqual([400, 26]);
    expect(await toldOf('sandbox', 'wrong')).toEqual([401, 30]);
    expect(await toldOf('nobody')).toEqual([401, 30]);
    expect(await toldOf('disabled')).toEqual([401, 31]);
    expect(await toldOf('unverified')).toEqual([401, 32]);
    expect(await toldOf('suspended')).toEqual([403, 45]);
    expect(told(await login({ username: 'ada', password: 'ada', request_token: 'nothing' }))).toEqual([401, 33]);
    expect(await login({ username: 'ada', password: 'ada' })).toMatchObject({ status: 200, json: { success: true, request_token } });
    const { json } = await nobody('POST /3/authentication/session/new', { request_token });
    expect((await nobody(`GET /3/account?session_id=${String(json['session_id'])}`)).json).toMatchObject({ username: 'ada' });
  });

  it('ends a session', async () => {
    const { nobody, me } = await withSignedInUser();
    expect((await nobody('DELETE /3/authentication/session', { session_id: me.session })).json).toEqual({ success: true });
    expect(told(await nobody('DELETE /3/authentication/session', { session_id: me.session }))).toEqual([404, 37]);
    expect(told(await me.does('GET /3/account'))).toEqual([401, 3]);
  });

  it('makes guests', async () => {
    const { nobody } = await withSignedInUser();
    const { json } = await nobody('GET /3/authentication/guest_session/new');
    expect(json).toMatchObject({ success: true, guest_session_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });
});

describe('signing in to v4', () => {
  it('gives a token that names the account, when the user has approved', async () => {
    const { sandbox, nobody } = await withSignedInUser();
    const { status, json } = await nobody('POST /4/auth/request_token', { redirect_to: 'https://app.example/' });
    expect([status, json['status_code']]).toEqual([200, 1]);
    const request_token = String(json['request_token']);
    expect(told(await nobody('POST /4/auth/access_token', { request_token }))).toEqual([422, 41]);
    const { headers } = await approve(sandbox, request_token, '&user=grace');
    expect(headers.get('location')).toBe(`https://app.example/?request_token=${request_token}&approved=true`);
    const { json: granted } = await nobody('POST /4/auth/access_token', { request_token });
    const claims: unknown = JSON.parse(Buffer.from(String(granted['access_token']).split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ sub: granted['account_id'], scopes: ['api_read', 'api_write'] });
    expect(granted['account_id']).toMatch(/^[0-9a-f]{24}$/);
    expect(told(await nobody('POST /4/auth/access_token', { request_token }))).toEqual([401, 33]);
  });

  it('turns such a token into a session of v3', async () => {
    const { nobody, me } = await withSignedInUser();
    const convert = (access_token: string) => nobody('POST /3/authentication/session/convert/4', { access_token });
    const { json } = await convert(me.token);
    expect((await nobody(`GET /3/account?session_id=${String(json['session_id'])}`)).json).toMatchObject({ username: 'sandbox' });
    expect(told(await convert('nothing'))).toEqual([401, 14]);
  });

  it('takes a token back, which then is good for nothing', async () => {
    const { nobody, me } = await withSignedInUser();
    expect(told(await nobody('DELETE /4/auth/access_token', { access_token: me.token }))).toEqual([200, 13]);
    expect(told(await nobody('DELETE /4/auth/access_token', { access_token: me.token }))).toEqual([401, 35]);
    expect(told(await me.does(`GET /4/account/${me.objectId}/lists`))).toEqual([401, 35]);
    expect(told(await me.does('POST /4/list', { name: 'Mine', iso_639_1: 'en' }))).toEqual([401, 35]);
  });
});
