import { expect, it } from 'vitest';
import { createAccepted } from '../../src/tmdb/verified-credentials.ts';

it('makes somebody a caller of their own once their credential was accepted, in one gateway', () => {
  const accepted = createAccepted();
  expect(accepted.callerOf({ session: 'a' })).toBeUndefined();
  accepted.add({ kind: 'session', value: 'a' });
  expect(accepted.callerOf({ session: 'a' })).toBeDefined();
  expect(accepted.callerOf({ session: 'b' })).toBeUndefined();
  expect(accepted.callerOf({ user: 'a' }), 'another kind').toBeUndefined();
  expect(createAccepted().callerOf({ session: 'a' }), 'another gateway').toBeUndefined();
});

it('finds the one that is accepted beside one that is made up', () => {
  const accepted = createAccepted();
  accepted.add({ kind: 'session', value: 'a' });
  expect(accepted.callerOf({ user: 'made up', session: 'a', guest: 'g' })).toBe(accepted.callerOf({ session: 'a' }));
});

it('gives guests no share of their own: anybody gets any number of guest sessions', () => {
  const accepted = createAccepted();
  accepted.add({ kind: 'guest', value: 'g' });
  expect(accepted.callerOf({ guest: 'g' })).toBeUndefined();
});

it('does not keep or tell the credential', () => {
  const accepted = createAccepted();
  accepted.add({ kind: 'user', value: 'secret.secret.secret' });
  expect(accepted.callerOf({ user: 'secret.secret.secret' })).not.toContain('secret');
});
