import { languageOf, pagedList, type Handler, type Call } from '../../http/call.ts';
import type { Movie, ReleaseRow, Series } from '../../catalogue/catalogue-rows.ts';
import { ADULT_MOVIES } from '../../catalogue/catalogue.ts';
import { dayWithin, has, MEDIA_FILTERS, type Filter, type Filters } from './discover-filters.ts';
import { movieText } from '../../generated/movie-text.ts';
import { datedMovies, regionalRow } from '../movies/movies.ts';
import { originOf } from '../movies/movie.ts';
import { episodesOf } from '../tv/seasons.ts';
import { datedSeries, inZone } from '../tv/series-lists.ts';
import { MARKETS } from '../../generated/markets.ts';
import { seriesName } from '../../generated/series-text.ts';

/** Filters by a country's certification, comparing its place in the order with that of the one in the query. */
const certified =
  (isWanted: (place: number, asked: number) => boolean): Filter<Movie> =>
  (text, query) => {
    const country = query.get('certification_country') ?? '';
    const order = MARKETS[country]?.movie.order;
    const wanted = new Set(order?.filter((_, place) => isWanted(place, order.indexOf(text))));
    return ({ releases }) => order !== undefined && (releases?.[country]?.some(({ certification }) => wanted.has(certification)) ?? false);
  };

/** A movie's releases, limited to the region and the types that the query names, if any. */
function releases(movie: Movie, query: URLSearchParams): ReleaseRow[] {
  const region = query.get('region');
  const types = query.get('with_release_type')?.split(/[,|]/);
  return Object.entries(movie.releases ?? {})
    .flatMap(([country, rows]) => (!region || country === region ? rows : []))
    .filter(({ type }) => !types || types.includes(String(type)));
}
const releaseDays = (movie: Movie, query: URLSearchParams) => releases(movie, query).map(({ date }) => date.slice(0, 10));
const people = (rows: readonly { id: number }[] = []) => rows.map(({ id }) => id);

const MOVIE_FILTERS: Filters<Movie> = {
  ...MEDIA_FILTERS,
  with_people: has(({ cast, crew }) => [...people(cast), ...people(crew)]),
  with_cast: has(({ cast }) => people(cast)),
  with_crew: has(({ crew }) => people(crew)),
  with_origin_country: has(originOf),
  with_release_type: has((movie, query) => releases(movie, query).map(({ type }) => type)),
  ...dayWithin('release_date', releaseDays),
  ...dayWithin('primary_release_date', ({ date }) => [date]),
  primary_release_year: has(({ date }) => [date.slice(0, 4)]),
  year: has((movie, query) => [movie.date, ...releaseDays(movie, query)].map((date) => date.slice(0, 4))),
  certification: certified((place, asked) => place === asked),
  'certification.gte': certified((place, asked) => place >= asked),
  'certification.lte': certified((place, asked) => place <= asked),
};

/** TMDB's numbers of statuses and types are their positions in these lists. */
const STATUSES = ['Returning Series', 'Planned', 'In Production', 'Ended', 'Canceled', 'Pilot'];
const TYPES = ['Documentary', 'News', 'Miniseries', 'Reality', 'Scripted', 'Talk Show', 'Video'];

const episodes = (series: Series) => (series.seasons ?? []).flatMap((season) => episodesOf(series, season));

const SERIES_FILTERS: Filters<Series> = {
  ...MEDIA_FILTERS,
  with_networks: has(({ networks }) => networks),
  with_origin_country: has(({ countries }) => countries),
  with_status: has(({ status = 'Ended' }) => [STATUSES.indexOf(status)]),
  with_type: has(({ type = 'Scripted' }) => [TYPES.indexOf(type)]),
  first_air_date_year: has(({ date }) => [date.slice(0, 4)]),
  ...dayWithin('first_air_date', ({ date }) => [date]),
  ...dayWithin('air_date', (series) => [series.date, ...episodes(series).flatMap(({ date }) => date ?? [])]),
  screened_theatrically: has((series) => [String(episodes(series).some(({ screened }) => screened))]),
};

/** The value to sort rows by, in the language of the call. */
type ValueOf<Row> = (row: Row, language: string) => string | number;
type Sorts<Row> = Readonly<Record<string, ValueOf<Row>>>;

const MEDIA_SORTS: Sorts<Movie | Series> = {
  popularity: ({ popularity }) => popularity,
  vote_average: ({ average }) => average,
  vote_count: ({ votes }) => votes,
};
const MOVIE_SORTS: Sorts<Movie> = {
  ...MEDIA_SORTS,
  primary_release_date: ({ date }) => date,
  revenue: ({ revenue = 0 }) => revenue,
  title: (movie, language) => movieText(movie, language).title,
  original_title: ({ title }) => title,
};
const SERIES_SORTS: Sorts<Series> = {
  ...MEDIA_SORTS,
  first_air_date: ({ date }) => date,
  name: seriesName,
  original_name: ({ name }) => name,
};

const compare = (a: string | number, b: string | number) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));

/** The order that `sort_by` names; the default for an order that TMDB does not know. */
function orderOf<Row extends Movie | Series>(text: string | null, sorts: Sorts<Row>): { valueOf: ValueOf<Row>; sign: number } {
  const [, by = '', direction] = /^(\w+)\.(asc|desc)$/.exec(text ?? '') ?? [];
  const valueOf = Object.hasOwn(sorts, by) ? sorts[by] : undefined;
  return valueOf ? { valueOf, sign: direction === 'asc' ? 1 : -1 } : { valueOf: ({ popularity }) => popularity, sign: -1 };
}

/** The rows that pass every filter of the call, in its order, by default the most popular first. */
function found<Row extends Movie | Series>(rows: readonly Row[], call: Call, filters: Filters<Row>, sorts: Sorts<Row>): Row[] {
  const { query } = call;
  const tests = Object.entries(filters).flatMap(([name, filter]) => {
    const text = query.get(name);
    return text ? filter(text, query) : [];
  });
  const { valueOf, sign } = orderOf(query.get('sort_by'), sorts);
  const language = languageOf(call);
  return rows
    .filter((row) => tests.every((passes) => passes(row)))
    .toSorted((a, b) => sign * compare(valueOf(a, language), valueOf(b, language)));
}

/** The discover lists. Filters on facts that the catalogue lacks (videos, series without a date) have no effect. */
export const DISCOVER: Readonly<Record<string, Handler>> = {
  '/3/discover/movie': (call) => {
    const adult = call.query.get('include_adult') === 'true' ? ADULT_MOVIES : [];
    return pagedList(call, found([...datedMovies(call), ...adult], call, MOVIE_FILTERS, MOVIE_SORTS), (movie) => regionalRow(movie, call));
  },
  '/3/discover/tv': inZone((call) => found(datedSeries(call), call, SERIES_FILTERS, SERIES_SORTS)),
};
