import type { Plugin } from 'graphql-yoga';

/** What an answer depends on besides the address. */
const VARY = 'Accept, Accept-Encoding, Accept-Language, Origin, TMDB-Explain, TMDB-Region, TMDB-Watch-Region';

/** What holds of an answer that says nothing else. */
const DEFAULTS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  vary: VARY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** On every answer, whatever made it. */
export const useSecurityHeaders: Plugin = {
  onResponse({ response: { headers } }) {
    for (const [name, value] of Object.entries(DEFAULTS)) if (!headers.has(name)) headers.set(name, value);
  },
};
