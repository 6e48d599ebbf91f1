import type { Plugin } from 'graphql-yoga';

/** Request headers that responses depend on. */
const VARY = 'Accept, Accept-Encoding, Accept-Language, Origin, TMDB-Explain, TMDB-Region, TMDB-Watch-Region';

/** Headers of every response that does not set them itself. */
export const DEFAULT_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  vary: VARY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Completes the headers of every response, whichever plugin made it. */
export const useSecurityHeaders: Plugin = {
  onResponse({ response: { headers } }) {
    for (const [name, value] of Object.entries(DEFAULT_HEADERS)) if (!headers.has(name)) headers.set(name, value);
  },
};
