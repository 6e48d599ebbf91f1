import { describe, expect, it } from 'vitest';
import { accountOf, credentialOf, readSession } from '../../src/tmdb/session.ts';

const SESSION = '0123456789abcdef0123456789abcdef01234567';
const GUEST = SESSION.slice(0, 32);
const ACCOUNT = '4bc8892a017a3c0z92001001'.replace('z', '0');
const tokenOf = (payload: unknown): string => `eyJh.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;
const TOKEN = tokenOf({ sub: ACCOUNT, scopes: ['api_read', 'api_write'] });

describe('the credentials of a caller', () => {
  it('come in headers of their own, and Authorization is none of them', () => {
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
  ])('in %s are refused when they are not what they should be, and not repeated', (header, value) => {
    expect(() => readSession(new Headers({ [header]: value }))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringContaining(header) }),
    );
    expect(() => readSession(new Headers({ [header]: value }))).not.toThrow(value);
  });

  it('are used in the order in which they are asked for', () => {
    expect(credentialOf({ guest: GUEST, session: SESSION }, ['session', 'guest'])).toEqual({ kind: 'session', value: SESSION });
    expect(credentialOf({ guest: GUEST }, ['session', 'guest'])).toEqual({ kind: 'guest', value: GUEST });
    expect(() => credentialOf({ guest: GUEST }, ['user'])).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED', message: expect.stringContaining('TMDB-User-Token') }),
    );
  });
});

describe('the account of a user token', () => {
  it('is in the token', () => expect(accountOf(TOKEN)).toBe(ACCOUNT));

  it.each([tokenOf({}), tokenOf({ sub: '../4' }), tokenOf({ sub: 5 }), tokenOf(null), 'a.b.c', 'a.!.c'])(
    'is not taken from %s',
    (token) => {
      expect(() => accountOf(token)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    },
  );
});
