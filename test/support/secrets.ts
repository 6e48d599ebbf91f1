import assert from 'node:assert/strict';

/** Looks for credentials in texts that must not have any. */
export interface SecretWatch {
  /** Adds the credentials in these request headers: from now on no text may have them. */
  sent(headers: Readonly<Record<string, string>>): void;
  /** @throws when a credential, or the first half of one, is in a text. */
  expectNone(where: string, text: string): void;
}

const CREDENTIAL = /^(tmdb-(session-id|guest-session-id|user-token)|authorization|cookie)$/i;

/** Minimum length of a credential; shorter ones are words that tests send instead and that may occur anywhere. */
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
