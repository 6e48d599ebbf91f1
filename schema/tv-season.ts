import { knownDate, knownText, number } from '../src/tmdb/known.ts';
import type { TvSeasonSummary } from '../src/tmdb/tv.ts';
import { builder } from './builder.ts';
import { imageAt, Poster } from './image.ts';
import { TvSeries } from './tv-series.ts';

export const TvSeason = builder.objectRef<TvSeasonSummary>('TvSeason');

TvSeason.implement({
  description: 'A season of a series.',
  fields: (t) => ({
    tmdbId: t.int({ description: 'TMDB’s number of the season.', resolve: ({ id }) => number(id) }),
    seasonNumber: t.exposeInt('season_number', { description: 'Its number in the series; 0 holds specials.' }),
    name: t.string({ description: 'In the language of the operation.', resolve: ({ name }) => knownText(name) }),
    overview: t.string({
      description: 'What happens in it. Null when nobody wrote it in this language.',
      resolve: ({ overview }) => knownText(overview),
    }),
    airDate: t.field({
      type: 'Date',
      description: 'When its first episode aired. Null when it is not known.',
      resolve: ({ air_date }) => knownDate(air_date),
    }),
    episodeCount: t.exposeInt('episode_count', { description: 'How many episodes it has.' }),
    voteAverage: t.exposeFloat('vote_average', { description: 'From 0 to 10, by TMDB’s users.' }),
    poster: t.field({ type: Poster, description: 'Null when there is none.', resolve: ({ poster_path }) => imageAt(poster_path) }),
    series: t.field({
      type: TvSeries,
      description: 'The series it belongs to.',
      resolve: ({ show_id: id }) => (id === undefined ? null : { ref: String(id), id: String(id) }),
    }),
  }),
});
