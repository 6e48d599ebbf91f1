import { describe, expect, it } from 'vitest';
import { accountOf, credentialOf, readSession } from '../../src/tmdb/session.ts';

const SESSION = '0123456789abcdef0123456789abcdef01234567';
const GUEST = SESSION.slice(0, 32);
const ACCOUNT = '4bc8892a017a3c0z92001001'.replace('z', '0');
const tokenOf = (payload: unknown): string => `eyJh.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;
const TOKEN = tokenOf({ sub: ACCOUNT, scopes: ['api_read', 'api_write'] });

describe('readSession and credentialOf', () => {
  it('reads credentials from headers of their own, never from Authorization', () => {
    const headers = new Headers({
      'TMDB-Session-Id': SESSION,
      'TMDB-Guest-Session-Id': GUEST,
      'TMDB-User-Token': TOKEN,
      authorization: 'Bearer somebody-else',
    });
    expect(readSession(headers)).toEqual({ session: SESSION, guest: GUEST, user: TOKEN });
    expect(readSession(new Headers({ authorization: `Bearer ${TOKEN}` }))).toEqual({});
    expect(readSession(new Headers({ 'TMDB-Session-Id': '' }))).toEqual({});
  });

  it.each([
    ['TMDB-Session-Id', `${SESSION}/`],
    ['TMDB-Session-Id', `${SESSION.slice(1)}?`],
    ['TMDB-Session-Id', `${SESSION.slice(3)}%2f`],
    ['TMDB-Session-Id', 'a'.repeat(10_000)],
    ['TMDB-Session-Id', SESSION.toUpperCase()],
    ['TMDB-Guest-Session-Id', '../account'],
    ['TMDB-Guest-Session-Id', SESSION],
    ['TMDB-User-Token', 'no token'],
    ['TMDB-User-Token', `${TOKEN}.x`],
    ['TMDB-User-Token', `a.${'b'.repeat(10_000)}.c`],
  ])('refuses a malformed credential in %s without repeating it', (header, value) => {
    expect(() => readSession(new Headers({ [header]: value }))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringContaining(header) }),
    );
    expect(() => readSession(new Headers({ [header]: value }))).not.toThrow(value);
  });

  it('prefers credentials in the order of the accepted kinds', () => {
    expect(credentialOf({ guest: GUEST, session: SESSION }, ['session', 'guest'])).toEqual({ kind: 'session', value: SESSION });
    expect(credentialOf({ guest: GUEST }, ['session', 'guest'])).toEqual({ kind: 'guest', value: GUEST });
    expect(() => credentialOf({ guest: GUEST }, ['user'])).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED', message: expect.stringContaining('TMDB-User-Token') }),
    );
  });
});

describe('accountOf', () => {
  it('reads the account from a user token', () => expect(accountOf(TOKEN)).toBe(ACCOUNT));

  it.each([tokenOf({}), tokenOf({ sub: '../4' }), tokenOf({ sub: 5 }), tokenOf(null), 'a.b.c', 'a.!.c'])(
    'refuses to read an account from %s',
    (token) => {
      expect(() => accountOf(token)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    },
  );
});
