import {
  EXTERNAL_SOURCES,
  find,
  parseExternalId,
  type ExternalSource as Source,
  type FindResults,
} from '../../src/tmdb/api/discovery/find.ts';
import { rowsOf } from '../../src/tmdb/known.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { fromDocument } from '../core/fields.ts';
import { Movie } from '../movies/movie.ts';
import { nodeOf } from '../core/node.ts';
import { Person } from '../people/person.ts';
import { episodeNode, TvEpisode } from '../tv/tv-episode.ts';
import { seasonNode, TvSeason } from '../tv/tv-season.ts';
import { TvSeries } from '../tv/tv-series.ts';

const ExternalSource = builder.enumType('ExternalSource', {
  description: 'A site whose ids TMDB knows.',
  // `imdb_id` → `IMDB`. Entries of the table lose the type of their keys.
  values: Object.fromEntries(
    Object.entries(EXTERNAL_SOURCES).map(([value, { site, example, ...more }]) => [
      value.replace('_id', '').toUpperCase(),
      { value: value as Source, description: `Ids at ${site}${'for' in more ? `, for ${more.for}` : ''}: \`${example}\`.` },
    ]),
  ),
});

const FindResult = builder.objectRef<FindResults>('FindResult');

FindResult.implement({
  description:
    'Everything that TMDB knows by an id of another site. One id can match several kinds; the list of a kind without a match is empty.',
  fields: (t) => ({
    movies: t.field({
      type: [Movie],
      nullable: nullableItems,
      description: 'Movies with this id.',
      resolve: ({ movie_results: rows }) => rowsOf(rows).map((row) => nodeOf(row)),
    }),
    people: t.field({
      type: [Person],
      nullable: nullableItems,
      description: 'People with this id.',
      resolve: ({ person_results: rows }) => rowsOf(rows).map((row) => nodeOf(row)),
    }),
    tvSeries: t.field({
      type: [TvSeries],
      nullable: nullableItems,
      description: 'Series with this id.',
      resolve: ({ tv_results: rows }) => rowsOf(rows).map((row) => nodeOf(row)),
    }),
    seasons: t.field({
      type: [TvSeason],
      nullable: nullableItems,
      description: 'Seasons of series with this id.',
      resolve: ({ tv_season_results: rows }) => rowsOf(rows).map((row) => seasonNode(row.show_id, row)),
    }),
    episodes: t.field({
      type: [TvEpisode],
      nullable: nullableItems,
      description: 'Episodes of series with this id.',
      resolve: ({ tv_episode_results: rows }) => rowsOf(rows).map((row) => episodeNode(row.show_id, row)),
    }),
  }),
});

const found = fromDocument(
  find,
  ({ source, externalId }: { source: Source; externalId: string }) => parseExternalId(source, externalId),
  (json) => json,
  ({ source }) => ({ external_source: source }),
);

builder.queryField('find', (t) =>
  t.field({
    type: FindResult,
    description:
      'Everything that TMDB knows by an id of another site, in one TMDB request. An unknown id finds nothing, which is not an error.',
    args: {
      source: t.arg({ type: ExternalSource, required: true, description: 'The site that the id is from.' }),
      externalId: t.arg.string({ required: true, description: 'Id as it appears in the addresses of that site.' }),
    },
    ...found,
    extensions: { tmdb: { ...found.extensions.tmdb, isOneKind: true } },
  }),
);
