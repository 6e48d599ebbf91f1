import { expect, it } from 'vitest';
import { createVerifiedCredentials } from '../../src/tmdb/verified-credentials.ts';

it('makes the owner of a verified credential a caller of its own, in one gateway', () => {
  const verified = createVerifiedCredentials();
  expect(verified.callerOf({ session: 'a' })).toBeUndefined();
  verified.add({ kind: 'session', value: 'a' });
  expect(verified.callerOf({ session: 'a' })).toBeDefined();
  expect(verified.callerOf({ session: 'b' })).toBeUndefined();
  expect(verified.callerOf({ user: 'a' }), 'another kind').toBeUndefined();
  expect(createVerifiedCredentials().callerOf({ session: 'a' }), 'another gateway').toBeUndefined();
});

it('finds the verified credential beside a forged one', () => {
  const verified = createVerifiedCredentials();
  verified.add({ kind: 'session', value: 'a' });
  expect(verified.callerOf({ user: 'made up', session: 'a', guest: 'g' })).toBe(verified.callerOf({ session: 'a' }));
});

it('gives guests no share of their own, since guest sessions are unlimited', () => {
  const verified = createVerifiedCredentials();
  verified.add({ kind: 'guest', value: 'g' });
  expect(verified.callerOf({ guest: 'g' })).toBeUndefined();
});

it('does not reveal the credential of a caller', () => {
  const verified = createVerifiedCredentials();
  verified.add({ kind: 'user', value: 'secret.secret.secret' });
  expect(verified.callerOf({ user: 'secret.secret.secret' })).not.toContain('secret');
});
