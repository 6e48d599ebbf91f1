import { knownInstant, knownText } from '../../src/tmdb/known.ts';
import type { ReleaseDateRow } from '../../src/tmdb/api/titles/movie.ts';
import { builder, nullableItems } from '../core/builder.ts';

/** TMDB's numbers of the kinds of release. */
const RELEASE_TYPES = {
  PREMIERE: { value: 1, description: 'Premiere.' },
  THEATRICAL_LIMITED: { value: 2, description: 'Limited release in cinemas.' },
  THEATRICAL: { value: 3, description: 'Release in cinemas.' },
  DIGITAL: { value: 4, description: 'Release for streaming or download.' },
  PHYSICAL: { value: 5, description: 'Release on disc or other media.' },
  TV: { value: 6, description: 'Broadcast on television.' },
} as const;

export const ReleaseType = builder.enumType('ReleaseType', { description: 'Kind of release.', values: RELEASE_TYPES });
const KNOWN_TYPES: ReadonlySet<number> = new Set(Object.values(RELEASE_TYPES).map(({ value }) => value));

const Release = builder.objectRef<ReleaseDateRow>('Release');

Release.implement({
  description: 'One release of a movie in a country.',
  fields: (t) => ({
    date: t.field({
      type: 'DateTime',
      description: 'Date of the release, as an instant: TMDB gives midnight UTC.',
      resolve: ({ release_date }) => knownInstant(release_date),
    }),
    type: t.field({
      type: ReleaseType,
      description: 'Kind of release.',
      resolve: ({ type }) => (KNOWN_TYPES.has(type) ? (type as (typeof RELEASE_TYPES)[keyof typeof RELEASE_TYPES]['value']) : null),
    }),
    certification: t.string({
      description: 'Age certification in the country’s own terms, such as `PG-13` or `FSK 16`. Null when TMDB does not know it.',
      resolve: ({ certification }) => knownText(certification),
    }),
    descriptors: t.exposeStringList('descriptors', { description: 'Reasons for the certification.' }),
    language: t.string({
      description: 'ISO 639-1 code of the released version. Null when TMDB does not know it.',
      resolve: ({ iso_639_1 }) => knownText(iso_639_1),
    }),
    note: t.string({ description: 'Place or edition. Null when TMDB does not know it.', resolve: ({ note }) => knownText(note) }),
  }),
});

export const CountryReleases = builder.objectRef<{ iso_3166_1: string; release_dates: ReleaseDateRow[] }>('CountryReleases');

CountryReleases.implement({
  description: 'Releases of a movie in one country.',
  fields: (t) => ({
    country: t.exposeString('iso_3166_1', { description: 'ISO 3166-1 code of the country.' }),
    releases: t.field({
      type: [Release],
      nullable: nullableItems,
      description: 'Each release in the country.',
      resolve: ({ release_dates }) => release_dates,
    }),
  }),
});
