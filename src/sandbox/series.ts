import { languageOf, numberOf, type Call } from './call.ts';
import type { Series } from './catalogue-rows.ts';
import { PERSON_BY_ID, SERIES_BY_ID, SERIES_GENRES } from './catalogue.ts';
import { failure } from './failure.ts';

const SENTENCES: Record<string, (genre: string, year: string, cast: string) => string> = {
  en: (genre, year, cast) =>
    `${/^[aeiou]/i.test(genre) ? 'An' : 'A'} ${genre.toLowerCase()} series from ${year} on${cast && `, with ${cast}`}.`,
  de: (genre, year, cast) => `Eine Serie ab ${year} (${genre})${cast && `, mit ${cast}`}.`,
};

export const seriesGenres = (ids: readonly number[], language: string) =>
  ids.map((id) => ({ id, name: (language === 'de' ? SERIES_GENRES.get(id)?.de : SERIES_GENRES.get(id)?.en) ?? '' }));

function overviewOf({ genres, date, cast = [] }: Series, language: string): string {
  const [genre] = seriesGenres(genres, language);
  const names = cast.slice(0, 2).map(({ id }) => PERSON_BY_ID.get(id)?.name ?? '');
  return SENTENCES[language]?.(genre?.name ?? '', date.slice(0, 4), names.join(language === 'de' ? ' und ' : ' and ')) ?? '';
}

export const seriesName = ({ name, names }: Series, language: string): string => names?.[language] ?? name;

export const TV = { media_type: 'tv' } as const;

/** A series as lists show it; only those that mix kinds, and trending, say `media_type`. */
export const seriesRow = (series: Series, language: string, extra: { media_type?: 'tv' } = {}) => ({
  adult: false,
  backdrop_path: series.backdrop ?? null,
  id: series.id,
  name: seriesName(series, language),
  original_name: series.name,
  overview: overviewOf(series, language),
  poster_path: series.poster ?? null,
  ...extra,
  original_language: series.language,
  genre_ids: series.genres,
  popularity: series.popularity,
  first_air_date: series.date,
  softcore: false,
  vote_average: series.average,
  vote_count: series.votes,
  origin_country: series.countries,
});

export const seriesGenreList = (call: Call) => ({ genres: seriesGenres([...SERIES_GENRES.keys()], languageOf(call)) });

/** The keys of a list's row, with genres in full: seasons, episodes and the like are not known here. */
export function seriesDetails(call: Call) {
  const series = SERIES_BY_ID.get(numberOf(call.params[0]));
  if (!series) throw failure(34);
  const language = languageOf(call);
  const { genre_ids: ids, ...row } = seriesRow(series, language);
  return { ...row, genres: seriesGenres(ids, language) };
}
