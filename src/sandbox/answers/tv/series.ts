import { languageOf, type Call } from '../../http/call.ts';
import type { Series } from '../../catalogue/catalogue-rows.ts';
import { SERIES_GENRES } from '../../catalogue/catalogue.ts';
import { listed } from '../media/listed.ts';
import { seriesGenres, seriesName, seriesOverview } from '../../generated/series-text.ts';

export const TV_TYPE = { media_type: 'tv' } as const;

/** A series' row in a list. Only lists that mix kinds, trending and recommendations tell `media_type`. */
export const seriesRow = (series: Series, language: string, extra: { media_type?: 'tv' } = {}) => ({
  adult: false,
  backdrop_path: series.backdrop ?? null,
  id: series.id,
  name: seriesName(series, language),
  original_name: series.name,
  overview: seriesOverview(series, language),
  poster_path: series.poster ?? null,
  ...extra,
  original_language: series.language,
  genre_ids: series.genres,
  first_air_date: series.date,
  softcore: false,
  vote_average: series.average,
  ...listed(series),
  origin_country: series.countries,
});

export const seriesGenreList = (call: Call) => ({ genres: seriesGenres([...SERIES_GENRES.keys()], languageOf(call)) });
