import type { Movie, Person, ReleaseRow, Series } from '../catalogue/catalogue-rows.ts';
import { day } from '../../tmdb/duration.ts';
import { generatedPicture } from './generated-names.ts';
import { generatedImages, generatedProviders, generatedVideos } from './generated-parts.ts';
import { CAST, generatedCastRow } from './generated-people.ts';
import { certificationAt, levelOf, MARKETS } from './markets.ts';

/*
 * What every movie, series and person has: known facts stay as they are, and generated ones take the place of those that
 * are unknown. Rows of the catalogue and generated rows go through the same functions.
 */

/** Sets fields of a row that are computed when they are first read, as most answers need few of them. */
function lazily<Row extends object>(row: Row, fields: { [Key in keyof Row]?: () => Row[Key] }): Row {
  for (const [key, make] of Object.entries<unknown>(fields)) {
    let value: unknown;
    Object.defineProperty(row, key, { enumerable: true, get: () => (value ??= (make as () => unknown)()) });
  }
  return row;
}

const markets = Object.entries(MARKETS);
const inCinemas = (date: string, days: number, certification = ''): ReleaseRow[] => [
  { certification, language: '', note: '', date: new Date(Date.parse(date) + days * day).toISOString(), type: 3 },
];

/** Releases in every market; without known ones, also in the movie's own country, where it comes out first. */
function completeReleases(movie: Movie): Record<string, ReleaseRow[]> {
  const { date, countries: [home = 'US'] = [], releases: known = { [home]: inCinemas(date, 0) } } = movie;
  const certified = Object.entries(known).flatMap(([country, rows]) => rows.map((row) => [country, row.certification] as const));
  const level = levelOf('movie', movie, certified);
  const inMarkets = markets.map(([country, market]) => {
    const certification = certificationAt('movie', market, level);
    const rows = known[country] ?? inCinemas(date, market.days, certification);
    return [country, rows.some((row) => row.certification) ? rows : rows.map((row) => ({ ...row, certification }))] as const;
  });
  return { ...known, ...Object.fromEntries(inMarkets) };
}

/** The ratings of a series in every market. */
function completeRatings({ ratings = [], ...series }: Series): [country: string, rating: string][] {
  const level = levelOf('tv', series, ratings);
  const rated = new Set(ratings.map(([country]) => country));
  const others = markets.filter(([country]) => !rated.has(country));
  return [...ratings, ...others.map(([country, market]): [string, string] => [country, certificationAt('tv', market, level)])];
}

/** Generated people in the roles that a cast lacks. */
const others = (kind: 'credit' | 'series-credit', { id, cast = [] }: Movie | Series) =>
  Array.from({ length: Math.max(0, CAST - cast.length) }, (_, role) => generatedCastRow(kind, id, role));

/** The offers and images of a title, and what else movies and series share. */
function completeMedia<Title extends Movie | Series>(title: Title, fields: { [Key in keyof Title]?: () => Title[Key] }): Title {
  const { id, poster, backdrop, posters, backdrops, logos, videos, providers } = title;
  const whole = {
    ...title,
    poster: poster ?? generatedPicture('p', id),
    backdrop: backdrop ?? generatedPicture('b', id),
    providers: { ...generatedProviders(id), ...providers },
  };
  return lazily<Title>(whole, {
    posters: () => posters ?? generatedImages('posters', id, poster),
    backdrops: () => backdrops ?? generatedImages('backdrops', id, backdrop),
    logos: () => logos ?? generatedImages('logos', id),
    videos: () => videos ?? generatedVideos(title),
    ...fields,
  });
}

export const completeMovie = (movie: Movie): Movie =>
  completeMedia(movie, {
    cast: () => [...(movie.cast ?? []), ...others('credit', movie)],
    releases: () => completeReleases(movie),
  });

export function completeSeries(series: Series): Series {
  const { id, date: first, seasons } = series;
  const episodes = (seasons ?? []).reduce((sum, season) => sum + (season.number > 0 ? season.episodes : 0), 0);
  return completeMedia(
    { ...series, ...(seasons && { seasons: seasons.map((season) => ({ poster: generatedPicture('p', id, season.number), ...season })) }) },
    {
      cast: () => [...(series.cast ?? []), ...others('series-credit', series).map((row) => ({ ...row, episodes, first }))],
      ratings: () => completeRatings(series),
    },
  );
}

export const completePerson = (person: Person): Person => ({ profile: generatedPicture('f', person.id), ...person });
