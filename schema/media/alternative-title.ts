import { knownText, rowsWhere } from '../../src/tmdb/known.ts';
import type { AlternativeTitleRow } from '../../src/tmdb/api/titles/alternative-title.ts';
import { builder } from '../core/builder.ts';

export const AlternativeTitle = builder.objectRef<AlternativeTitleRow>('AlternativeTitle');

AlternativeTitle.implement({
  description: 'Another title of a movie or series in a country.',
  fields: (t) => ({
    country: t.string({ description: 'ISO 3166-1 code of the country.', resolve: ({ iso_3166_1 }) => knownText(iso_3166_1) }),
    title: t.exposeString('title', { description: 'Title.' }),
    type: t.string({
      description: 'Kind of title, as free text. Null when TMDB does not know it.',
      resolve: ({ type }) => knownText(type),
    }),
  }),
});

export interface AlternativeTitleArgs {
  country?: string | null | undefined;
}

/** Keeps the titles of one country; all without a country. */
export const titlesIn = (
  rows: readonly AlternativeTitleRow[] | null | undefined,
  { country }: AlternativeTitleArgs,
): AlternativeTitleRow[] | null => (rows ? rowsWhere(rows, ({ iso_3166_1 }) => (country ?? iso_3166_1) === iso_3166_1) : null);

export const alternativeTitleArgs = builder.args((t) => ({
  country: t.field({ type: 'CountryCode', description: 'Only titles of this country.' }),
}));
