import { expect, it } from 'vitest';
import { createVerifiedCredentials } from '../../src/tmdb/verified-credentials.ts';

it('recognises a caller once its credential was verified, in one gateway', () => {
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
  expect(verified.callerOf({ user: 'forged', session: 'a', guest: 'g' })).toBe(verified.callerOf({ session: 'a' }));
});

it('gives guest sessions no share of their own', () => {
  const verified = createVerifiedCredentials();
  verified.add({ kind: 'guest', value: 'g' });
  expect(verified.callerOf({ guest: 'g' })).toBeUndefined();
});

it('does not keep or reveal the credential', () => {
  const verified = createVerifiedCredentials();
  verified.add({ kind: 'user', value: 'secret.secret.secret' });
  expect(verified.callerOf({ user: 'secret.secret.secret' })).not.toContain('secret');
});
