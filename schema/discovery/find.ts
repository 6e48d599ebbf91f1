import {
  EXTERNAL_SOURCES,
  find,
  parseExternalId,
  type ExternalSource as Source,
  type FindResults,
} from '../../src/tmdb/api/discovery/find.ts';
import { rowsOf } from '../../src/tmdb/known.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { freshAs } from '../core/cache-control.ts';
import { operationLocale } from '../core/locale.ts';
import { Movie } from '../movies/movie.ts';
import { nodeOf } from '../core/node.ts';
import { wishFor } from '../core/parameters.ts';
import { Person } from '../people/person.ts';
import { episodeNode, TvEpisode } from '../tv/tv-episode.ts';
import { seasonNode, TvSeason } from '../tv/tv-season.ts';
import { TvSeries } from '../tv/tv-series.ts';

const ExternalSource = builder.enumType('ExternalSource', {
  description: 'Another site whose ids TMDB knows.',
  // `imdb_id` → `IMDB`. Entries of the table lose the type of their keys.
  values: Object.fromEntries(
    Object.entries(EXTERNAL_SOURCES).map(([value, { of, example }]) => [
      value.replace('_id', '').toUpperCase(),
      { value: value as Source, description: `Ids at ${of}: \`${example}\`.` },
    ]),
  ),
});

const FindResult = builder.objectRef<FindResults>('FindResult');

FindResult.implement({
  description:
    'What TMDB knows under an id of another site. One id can stand for things of several kinds; a list is empty when it stands for none.',
  fields: (t) => ({
    movies: t.field({
      type: [Movie],
      nullable: nullableItems,
      description: 'Films.',
      resolve: ({ movie_results: rows }) => rowsOf(rows).map((row) => nodeOf(row)),
    }),
    people: t.field({
      type: [Person],
      nullable: nullableItems,
      description: 'People.',
      resolve: ({ person_results: rows }) => rowsOf(rows).map((row) => nodeOf(row)),
    }),
    tvSeries: t.field({
      type: [TvSeries],
      nullable: nullableItems,
      description: 'Series.',
      resolve: ({ tv_results: rows }) => rowsOf(rows).map((row) => nodeOf(row)),
    }),
    seasons: t.field({
      type: [TvSeason],
      nullable: nullableItems,
      description: 'Seasons of series.',
      resolve: ({ tv_season_results: rows }) => rowsOf(rows).map((row) => seasonNode(row.show_id, row)),
    }),
    episodes: t.field({
      type: [TvEpisode],
      nullable: nullableItems,
      description: 'Episodes of series.',
      resolve: ({ tv_episode_results: rows }) => rowsOf(rows).map((row) => episodeNode(row.show_id, row)),
    }),
  }),
});

builder.queryField('find', (t) =>
  t.field({
    type: FindResult,
    description:
      'Everything that TMDB knows under an id of another site, in one TMDB request. An id that TMDB does not know finds nothing, which is no error.',
    args: {
      source: t.arg({ type: ExternalSource, required: true, description: 'The other site.' }),
      externalId: t.arg.string({ required: true, description: 'The id there, as it stands in the addresses of that site.' }),
    },
    ...freshAs(find),
    resolve: (_root, { source, externalId }, context, info) =>
      context.load(
        wishFor(find, 'details', parseExternalId(source, externalId), {}, operationLocale(context, info), { external_source: source }),
      ),
  }),
);
