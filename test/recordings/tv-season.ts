import type { Table } from '../support/compare.ts';
import { changesById } from './changes-by-id.ts';
import { aggregateCredits, cast, crew } from './credits.ts';
import { externalIds, videos, watchProviders } from './parts.ts';
import { images } from './pictures.ts';
import type { Family } from './prove.ts';
import { company, season, translations } from './rows.ts';
import { same, text, under } from './rules.ts';
import { type RecordedResource, resourceFamilies } from './resource.ts';
import { episodeWithPeople } from './tv-episode.ts';

/** A table for each document about a season, by TMDB's name of the document; below `tvSeason` in the answer. */
const parts: Readonly<Record<string, Table>> = {
  details: {
    ...season,
    ...under('episodes[].', 'episodes[].', episodeWithPeople),
    ...under('networks[].', 'networks[].', company),
  },
  aggregate_credits: aggregateCredits,
  credits: { ...under('cast[].', '', cast('cast')), ...under('crew[].', '', crew('crew')), id: same('tmdbId') },
  external_ids: externalIds('wikidata_id', 'freebase_mid', 'freebase_id', 'tvdb_id', 'tvrage_id'),
  images: images('posters'),
  translations: { ...translations({ name: text('title'), overview: text('overview') }), id: same('tmdbId') },
  videos,
  'watch/providers': watchProviders,
};

/** A season with every recorded document. */
export const tvSeasonResource: RecordedResource = {
  kind: 'season',
  root: 'tvSeason',
  family: '/3/tv/{id}/season/{n}',
  parts,
  askedBy: (series, number) => `series: "${series}", number: ${number}`,
};

/** The path of the season with a number, in a made-up series when it was not recorded. */
const placeOf = (id: string): string => (id === '3624' ? '/3/tv/1399/season/1' : `/3/tv/${id}/season/1`);

/** The documents about a season. */
export const tvSeasonFamilies: readonly Family[] = [
  ...resourceFamilies(tvSeasonResource),
  changesById('/3/tv/season/{season_id}/changes', tvSeasonResource, placeOf),
];
