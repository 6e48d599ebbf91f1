import type { Table } from '../support/compare.ts';
import { isObject, type Json, type Recording } from '../support/recordings.ts';
import type { Family } from './prove.ts';
import { episode, movie, person, season, series } from './rows.ts';
import { oneOf, same, under } from './rules.ts';
import { supplied } from './supplied.ts';

/** A kind of row that an IMDb id finds. */
interface Found {
  readonly root: string;
  /** The path of the details of a found row. */
  readonly path: (row: Json) => string;
  /** Identifies the resource: the gateway uses nothing else of a found row. */
  readonly identity: Table;
}

/** The kinds, by TMDB's name of their list. */
const KINDS: Readonly<Record<string, Found>> = {
  movie_results: {
    root: 'movie',
    path: ({ id }) => `/3/movie/${String(id)}`,
    identity: { id: same('tmdbId'), media_type: oneOf('__typename', { movie: 'Movie' }) },
  },
  person_results: {
    root: 'person',
    path: ({ id }) => `/3/person/${String(id)}`,
    identity: { id: same('tmdbId'), media_type: oneOf('__typename', { person: 'Person' }) },
  },
  tv_results: {
    root: 'tvSeries',
    path: ({ id }) => `/3/tv/${String(id)}`,
    identity: { id: same('tmdbId'), media_type: oneOf('__typename', { tv: 'TvSeries' }) },
  },
  tv_episode_results: {
    root: 'tvEpisode',
    path: (row) => `/3/tv/${String(row['show_id'])}/season/${String(row['season_number'])}/episode/${String(row['episode_number'])}`,
    identity: {
      id: same('tmdbId'),
      show_id: same('tvSeries.tmdbId'),
      season_number: same('seasonNumber'),
      episode_number: same('episodeNumber'),
      media_type: oneOf('__typename', { tv_episode: 'TvEpisode' }),
    },
  },
};

/** The rows of an answer: for an IMDb id at most one in each list. */
function foundIn({ body }: Recording): { list: string; kind: Found; row: Json }[] {
  if (!isObject(body)) return [];
  return Object.entries(KINDS).flatMap(([list, kind]) => {
    const rows = body[list];
    return Array.isArray(rows) ? rows.filter(isObject).map((row) => ({ list, kind, row })) : [];
  });
}

/** The answer to an id of any site. */
export const found: Table = {
  ...under('movie_results[].', 'find.movies[].', movie),
  ...under('person_results[].', 'find.people[].', person),
  ...under('tv_results[].', 'find.tvSeries[].', series),
  ...under('tv_season_results[].', 'find.seasons[].', season),
  ...under('tv_episode_results[].', 'find.episodes[].', episode),
};

/** `imdb_id` → `IMDB`. */
const sourceOf = ({ query }: Recording): string => (query['external_source'] ?? '').replace('_id', '').toUpperCase();

/** `find` with the id of any site; then the fields for movies, people, series and episodes that take an IMDb id. */
export const findFamilies: readonly Family[] = [
  {
    family: '/3/find/{external_id}',
    question: (recording) => ({
      documents: [{ name: 'find', body: recording.body, table: found }],
      arguments: { find: `source: ${sourceOf(recording)}, externalId: "${recording.path.replace('/3/find/', '')}"` },
    }),
  },
  {
    family: '/3/find/{external_id}',
    only: ({ query }) => query['external_source'] === 'imdb_id',
    question: (recording) => ({
      documents: foundIn(recording).map(({ list, kind: { root, identity }, row }) => ({
        name: `find.${list}`,
        body: Object.fromEntries(Object.entries(row).filter(([key]) => key in identity)),
        table: under('', `${root}.`, identity),
      })),
      arguments: Object.fromEntries(
        foundIn(recording).map(({ kind }) => [kind.root, `imdbId: "${recording.path.replace('/3/find/', '')}"`]),
      ),
    }),
    // The details are then requested at their own path.
    besides: (recording) => foundIn(recording).map(({ kind, row }) => supplied(kind.path(row), row)),
  },
];
