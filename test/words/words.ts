/** A word or a phrase that this project does not use, and what it uses instead. */
export interface Rule {
  readonly pattern: RegExp;
  readonly instead: string;
  /** A line that breaks the rule: the test holds the pattern to it. */
  readonly example: string;
}

/** Coined names of former versions, by the standard names that replaced them. */
const RENAMED: Readonly<Record<string, string>> = {
  Accepted: 'VerifiedCredentials',
  Habits: 'PartUsage',
  GuardedTransport: 'CircuitBreakerTransport',
  PartNote: 'Requirement',
  Shelf: 'UserItems',
  createAccepted: 'createVerifiedCredentials',
  deeds: 'writes',
  endOperations: 'useOperationEnd',
  foresee: 'assertAffordable',
  guardAnswers: 'useSecurityHeaders',
  hideSchema: 'useDisabledIntrospection',
  holes: 'nullableItems',
  inPieces: 'allowPartial',
  insteadAfter: 'replacementAfter',
  keptDocuments: 'documentCache',
  knowDocuments: 'useTrustedDocuments',
  limitDocuments: 'useRequestLimits',
  noteOf: 'requirementOf',
  onAccepted: 'onVerified',
  patience: 'maxWait',
  readStrictly: 'useStrictRequests',
  refusePieces: 'useIncrementalGuard',
  rideAlong: 'prefetch',
  rightAnswer: 'answerRequest',
  sayFreshness: 'useCacheControl',
  setAside: 'setPrefetched',
  takenToBeDown: 'circuitOpen',
  unasked: 'prefetched',
  unguarded: 'transport',
  usedUntil: 'limitFreshness',
};

const PHRASES: readonly Rule[] = [
  { pattern: /(?:\b[Ff]|[a-z_]F)ilms?(?=\b|[A-Z_])|FILM(?!OGRAPHY)/, instead: 'movie', example: 'const filmRow = rowOf(film);' },
  { pattern: /\bwho(?:m|so)?ever\b/i, instead: 'a caller, a client, an operation', example: '// Whoever waits is answered.' },
  {
    pattern: /\b(?:no|some|every|any)body\b/i,
    instead: 'no caller, a client, all operations',
    example: '/** When nobody waits for it. */',
  },
  {
    pattern: /\b(?:after|for|of) so many\b/i,
    instead: 'a noun with its unit',
    example: '/** Waits for so many ms. */',
  },
  { pattern: /\bat most so\b/i, instead: '"Maximum number of …"', example: "description: 'At most so many.'" },
  { pattern: /\btold (?:of|by)\b/i, instead: 'a listener, "is called with", "reports"', example: '/** Told of every request. */' },
  { pattern: /\bsuch a thing\b/i, instead: 'the noun it stands for', example: '// TMDB has no part of such a thing.' },
  { pattern: /\bclock of the wall\b/i, instead: 'the wall clock', example: '// It goes by the clock of the wall.' },
  { pattern: /\btaken to be\b/i, instead: 'is considered, the circuit is open', example: '// TMDB is taken to be down.' },
  { pattern: /\bask(?:s|ed)? anew\b|\bknown anew\b/i, instead: 'requested again, invalidated', example: '// It is asked anew.' },
  { pattern: /\bmade up\b/i, instead: 'forged, generated', example: '// A session that is made up.' },
  { pattern: /(?:\/\*\*?|\/\/|^\s*\*) Who(?:m|se)?\b(?!.*\?)/, instead: 'a noun as the subject', example: '// Who waits is served.' },
  { pattern: /[.:;] Who(?:m|se)? (?!.*\?)/, instead: 'a noun as the subject', example: 'description: "A list. Who waits is served."' },
];

/** All rules, in the order in which they are reported. */
export const RULES: readonly Rule[] = [
  ...PHRASES,
  ...Object.entries(RENAMED).map(([name, instead]) => ({
    pattern: new RegExp(`\\b${name}\\b`),
    instead,
    example: `const found = ${name};`,
  })),
];

/** Finds each line of a text that breaks a rule: `12: "film" → movie`. */
export function wordsToMend(text: string): string[] {
  return text.split('\n').flatMap((line, index) =>
    RULES.flatMap(({ pattern, instead }) => {
      const match = pattern.exec(line);
      return match ? [`${index + 1}: "${match[0].trim()}" → ${instead}`] : [];
    }),
  );
}
