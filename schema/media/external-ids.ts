import type { ExternalIds as Row } from '../../src/tmdb/api/reference/external-ids.ts';
import { knownNumber, knownId } from '../../src/tmdb/known.ts';
import { builder } from '../core/builder.ts';

/** TMDB's keys of ids, with our names and descriptions. */
const IDS = {
  imdb_id: ['imdbId', 'Id at IMDb: `tt0133093`, `nm0000206`.'],
  wikidata_id: ['wikidataId', 'Id at Wikidata: `Q83495`.'],
  facebook_id: ['facebookId', 'Name of the page at Facebook.'],
  instagram_id: ['instagramId', 'Name of the account at Instagram.'],
  twitter_id: ['twitterId', 'Name of the account at X, formerly Twitter.'],
  tiktok_id: ['tiktokId', 'Name of the account at TikTok.'],
  youtube_id: ['youtubeId', 'Name of the channel at YouTube.'],
  freebase_mid: ['freebaseMid', 'Id at Freebase, which no longer exists: `/m/…`.'],
  freebase_id: ['freebaseId', 'Id at Freebase, which no longer exists: `/en/…`.'],
} as const satisfies Partial<Record<keyof Row, readonly [string, string]>>;

/** The ids that are numbers. */
const NUMBERS = {
  tvdb_id: ['tvdbId', 'Number at TheTVDB.'],
  tvrage_id: ['tvrageId', 'Number at TVRage, which no longer exists.'],
} as const satisfies Partial<Record<keyof Row, readonly [string, string]>>;

/** Makes the type of the ids of one kind of object at other sites. */
const externalIds = (name: string, what: string, texts: readonly (keyof typeof IDS)[], numbers: readonly (keyof typeof NUMBERS)[] = []) =>
  builder.objectRef<Row>(name).implement({
    description: `Ids of ${what} at other sites. Each is null when TMDB does not know it.`,
    fields: (t) =>
      Object.fromEntries([
        ...texts.map((key) => [IDS[key][0], t.string({ description: IDS[key][1], resolve: (row) => knownId(row[key]) })]),
        ...numbers.map((key) => [NUMBERS[key][0], t.int({ description: NUMBERS[key][1], resolve: (row) => knownNumber(row[key]) })]),
      ]),
  });

const FREEBASE = ['freebase_mid', 'freebase_id'] as const;
const SOCIAL = ['wikidata_id', 'facebook_id', 'instagram_id', 'twitter_id'] as const;
const BOTH = ['tvdb_id', 'tvrage_id'] as const;

export const ExternalIds = externalIds('ExternalIds', 'a movie', ['imdb_id', ...SOCIAL]);
export const PersonExternalIds = externalIds(
  'PersonExternalIds',
  'a person',
  ['imdb_id', ...SOCIAL, 'tiktok_id', 'youtube_id', ...FREEBASE],
  ['tvrage_id'],
);
export const TvSeriesExternalIds = externalIds('TvSeriesExternalIds', 'a series', ['imdb_id', ...SOCIAL, ...FREEBASE], BOTH);
export const TvSeasonExternalIds = externalIds('TvSeasonExternalIds', 'a season', ['wikidata_id', ...FREEBASE], BOTH);
export const TvEpisodeExternalIds = externalIds('TvEpisodeExternalIds', 'an episode', ['imdb_id', 'wikidata_id', ...FREEBASE], BOTH);
