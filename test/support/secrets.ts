import assert from 'node:assert/strict';

/** Looks for credentials where none may be. */
export interface SecretWatch {
  /** Whoever sends these knows them: from now on nobody is told. */
  sent(headers: Readonly<Record<string, string>>): void;
  /** @throws when a credential, or the first half of one, is in a text. */
  expectNone(where: string, text: string): void;
}

const CREDENTIAL = /^(tmdb-(session-id|guest-session-id|user-token)|authorization|cookie)$/i;

/** Shorter ones are words that tests send instead of credentials, which may come up anywhere. */
const SHORTEST = 16;

export function watchSecrets(own: readonly (string | undefined)[]): SecretWatch {
  const parts = new Set<string>();
  const keep = (secret: string): void => {
    if (secret.length >= SHORTEST) parts.add(secret.slice(0, Math.max(SHORTEST, secret.length / 2)));
  };
  for (const secret of own) if (secret !== undefined) keep(secret);
  return {
    sent(headers) {
      for (const [name, value] of Object.entries(headers)) if (CREDENTIAL.test(name)) keep(value);
    },
    expectNone(where, text) {
      for (const part of parts) assert.ok(!text.includes(part), `A credential, ${part}…, is in ${where}.`);
    },
  };
}
