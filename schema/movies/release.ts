import { knownId, knownInstant, knownText } from '../../src/tmdb/known.ts';
import type { ReleasesRow } from '../../src/tmdb/api/titles/movie.ts';
import { releasesOf, type Release as ReleaseRow } from '../../src/tmdb/api/titles/release.ts';
import { builder, nullableItems } from '../core/builder.ts';

/** TMDB's numbers of the types of releases. */
const RELEASE_TYPES = {
  PREMIERE: { value: 1, description: 'A premiere.' },
  THEATRICAL_LIMITED: { value: 2, description: 'A limited release in cinemas.' },
  THEATRICAL: { value: 3, description: 'A release in cinemas.' },
  DIGITAL: { value: 4, description: 'A release for streaming or download.' },
  PHYSICAL: { value: 5, description: 'A release on disc or another medium.' },
  TV: { value: 6, description: 'A broadcast on television.' },
} as const;

export const ReleaseType = builder.enumType('ReleaseType', { description: 'The type of a release.', values: RELEASE_TYPES });
const KNOWN_TYPES: ReadonlySet<number> = new Set(Object.values(RELEASE_TYPES).map(({ value }) => value));

export const Release = builder.objectRef<ReleaseRow>('Release');

Release.implement({
  description: 'One release of a movie in a country.',
  fields: (t) => ({
    country: t.exposeString('country', { description: 'ISO 3166-1 code of the country.' }),
    date: t.field({
      type: 'DateTime',
      description: 'Time of the release: midnight UTC of its day.',
      resolve: ({ release_date }) => knownInstant(release_date),
    }),
    type: t.field({
      type: ReleaseType,
      description: 'Type of the release.',
      resolve: ({ type }) => (KNOWN_TYPES.has(type) ? (type as (typeof RELEASE_TYPES)[keyof typeof RELEASE_TYPES]['value']) : null),
    }),
    certification: t.string({
      description: 'Age rating in the country’s own terms: `PG-13`, `FSK 16`. Null when TMDB does not know it.',
      resolve: ({ certification }) => knownId(certification),
    }),
    descriptors: t.exposeStringList('descriptors', { description: 'Reasons for the certification.' }),
    language: t.string({
      description: 'ISO 639-1 code of the released version’s language. Null when TMDB does not know it.',
      resolve: ({ iso_639_1 }) => knownText(iso_639_1),
    }),
    note: t.string({ description: 'Place or edition of the release. Null without a note.', resolve: ({ note }) => knownText(note) }),
  }),
});

export const CountryReleases = builder.objectRef<ReleasesRow>('CountryReleases');

CountryReleases.implement({
  description: 'The releases of a movie in one country.',
  fields: (t) => ({
    country: t.exposeString('iso_3166_1', { description: 'ISO 3166-1 code of the country.' }),
    releases: t.field({
      type: [Release],
      nullable: nullableItems,
      description: 'All releases in the country.',
      resolve: (row) => releasesOf([row]),
    }),
  }),
});

/** The argument of releases: their types. */
export const releaseTypes = builder.args((t) => ({
  types: t.field({ type: [ReleaseType], description: 'Only releases of these types: `[DIGITAL, PHYSICAL]`. Default: all.' }),
}));

/** The arguments of releases in one country. */
export const releaseArgs = builder.args((t) => ({
  region: t.field({ type: 'CountryCode', description: 'Country of the releases. Default: the operation’s region, or the United States.' }),
  ...releaseTypes,
}));
