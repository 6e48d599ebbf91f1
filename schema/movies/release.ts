import { knownInstant, knownText } from '../../src/tmdb/known.ts';
import type { ReleaseDateRow } from '../../src/tmdb/api/titles/movie.ts';
import { builder, nullableItems } from '../core/builder.ts';

/** TMDB's numbers of the ways a film comes out. */
const RELEASE_TYPES = {
  PREMIERE: { value: 1, description: 'A premiere.' },
  THEATRICAL_LIMITED: { value: 2, description: 'In a few cinemas.' },
  THEATRICAL: { value: 3, description: 'In cinemas.' },
  DIGITAL: { value: 4, description: 'To stream or download.' },
  PHYSICAL: { value: 5, description: 'On disc or the like.' },
  TV: { value: 6, description: 'On television.' },
} as const;

export const ReleaseType = builder.enumType('ReleaseType', { description: 'How a film came out.', values: RELEASE_TYPES });
const KNOWN_TYPES: ReadonlySet<number> = new Set(Object.values(RELEASE_TYPES).map(({ value }) => value));

const Release = builder.objectRef<ReleaseDateRow>('Release');

Release.implement({
  description: 'One way and day a film came out in a country.',
  fields: (t) => ({
    date: t.field({
      type: 'DateTime',
      description: 'When, as an instant: TMDB gives midnight UTC.',
      resolve: ({ release_date }) => knownInstant(release_date),
    }),
    type: t.field({
      type: ReleaseType,
      description: 'How it came out.',
      resolve: ({ type }) => (KNOWN_TYPES.has(type) ? (type as (typeof RELEASE_TYPES)[keyof typeof RELEASE_TYPES]['value']) : null),
    }),
    certification: t.string({
      description: 'For which ages, in the country’s own terms: `PG-13`, `FSK 16`. Null when TMDB does not know.',
      resolve: ({ certification }) => knownText(certification),
    }),
    descriptors: t.exposeStringList('descriptors', { description: 'Why it has this certification.' }),
    language: t.string({
      description: 'ISO 639-1 code of the version. Null when it is not said.',
      resolve: ({ iso_639_1 }) => knownText(iso_639_1),
    }),
    note: t.string({ description: 'Where or in which edition. Null when it is not said.', resolve: ({ note }) => knownText(note) }),
  }),
});

export const CountryReleases = builder.objectRef<{ iso_3166_1: string; release_dates: ReleaseDateRow[] }>('CountryReleases');

CountryReleases.implement({
  description: 'When a film came out in one country.',
  fields: (t) => ({
    country: t.exposeString('iso_3166_1', { description: 'ISO 3166-1 code of the country.' }),
    releases: t.field({
      type: [Release],
      nullable: nullableItems,
      description: 'Each way it came out.',
      resolve: ({ release_dates }) => release_dates,
    }),
  }),
});
