import type { ExternalIds as Row } from '../src/tmdb/external-ids.ts';
import { knownNumber, knownText } from '../src/tmdb/known.ts';
import { builder } from './builder.ts';

/** TMDB's keys, with our names and what each is. */
const IDS = {
  imdb_id: ['imdbId', 'At IMDb: `tt0133093`, `nm0000206`.'],
  wikidata_id: ['wikidataId', 'At Wikidata: `Q83495`.'],
  facebook_id: ['facebookId', 'The page at Facebook.'],
  instagram_id: ['instagramId', 'The account at Instagram.'],
  twitter_id: ['twitterId', 'The account at X, formerly Twitter.'],
  tiktok_id: ['tiktokId', 'The account at TikTok.'],
  youtube_id: ['youtubeId', 'The channel at YouTube.'],
  freebase_mid: ['freebaseMid', 'At Freebase, which is no more: `/m/…`.'],
  freebase_id: ['freebaseId', 'At Freebase, which is no more: `/en/…`.'],
} as const satisfies Partial<Record<keyof Row, readonly [string, string]>>;

const MOVIE_IDS = ['imdb_id', 'wikidata_id', 'facebook_id', 'instagram_id', 'twitter_id'] as const;

const ids = (t: PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, Row>, keys: readonly (keyof typeof IDS)[]) =>
  Object.fromEntries(
    keys.map((key) => {
      const [name, description] = IDS[key];
      return [name, t.string({ description: `${description} Null when TMDB does not know it.`, resolve: (row) => knownText(row[key]) })];
    }),
  );

export const ExternalIds = builder.objectRef<Row>('ExternalIds').implement({
  description: 'What a film is called elsewhere.',
  fields: (t) => ids(t, MOVIE_IDS),
});

export const PersonExternalIds = builder.objectRef<Row>('PersonExternalIds').implement({
  description: 'What a person is called elsewhere.',
  fields: (t) => ({
    ...ids(t, Object.keys(IDS) as (keyof typeof IDS)[]),
    tvrageId: t.int({
      description: 'At TVRage, which is no more. Null when TMDB does not know it.',
      resolve: ({ tvrage_id: id }) => knownNumber(id),
    }),
  }),
});
