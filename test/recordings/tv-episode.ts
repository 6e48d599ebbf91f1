import type { Table } from '../support/compare.ts';
import { changesById } from './changes-by-id.ts';
import { cast, crew } from './credits.ts';
import { externalIds, videos } from './parts.ts';
import { images } from './pictures.ts';
import type { Family } from './prove.ts';
import { episode, translations } from './rows.ts';
import { same, text, mergeTables, under } from './rules.ts';
import { type RecordedResource, resourceFamilies } from './resource.ts';

/** The details of an episode, alone or in its season, with guests and crew. */
export const episodeWithPeople: Table = {
  ...episode,
  ...under('guest_stars[].', '', cast('guestStars')),
  ...under('crew[].', '', crew('crew')),
};

/** A table for each document about an episode, by TMDB's name of the document; below `tvEpisode` in the answer. */
const parts: Readonly<Record<string, Table>> = {
  details: episodeWithPeople,
  credits: {
    ...mergeTables(under('cast[].', '', cast('cast')), under('cast[].', 'credits.', cast('cast'))),
    ...under('guest_stars[].', 'credits.', cast('guestStars')),
    ...under('crew[].', 'credits.', crew('crew')),
    id: same('tmdbId'),
  },
  external_ids: externalIds('imdb_id', 'wikidata_id', 'freebase_mid', 'freebase_id', 'tvdb_id', 'tvrage_id'),
  images: images('stills'),
  translations: { ...translations({ name: text('title'), overview: text('overview') }), id: same('tmdbId') },
  videos,
};

/** An episode with every recorded document. */
export const tvEpisodeResource: RecordedResource = {
  kind: 'episode',
  root: 'tvEpisode',
  family: '/3/tv/{id}/season/{n}/episode/{n}',
  parts,
  askedBy: (series, season, number) => `series: "${series}", season: ${season}, number: ${number}`,
};

/** The episodes of season 1 of series 1399 with recorded changes: by id, their numbers in the season. */
const NUMBERS: Readonly<Record<string, number>> = { 63056: 1, 63065: 10 };

/** The documents about an episode. */
export const tvEpisodeFamilies: readonly Family[] = [
  ...resourceFamilies(tvEpisodeResource),
  changesById('/3/tv/episode/{episode_id}/changes', tvEpisodeResource, (id) => `/3/tv/1399/season/1/episode/${NUMBERS[id]}`),
];
