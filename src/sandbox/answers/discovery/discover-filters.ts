import type { Movie, Series } from '../../catalogue/catalogue-rows.ts';

type Test<Row> = (row: Row) => boolean;
/** Makes the test of a row from a parameter's text. Other parameters may narrow it, such as the region of a provider. */
export type Filter<Row> = (text: string, query: URLSearchParams) => Test<Row>;
export type Filters<Row> = Readonly<Record<string, Filter<Row>>>;

type Value = string | number;
type ValuesOf<Row> = (row: Row, query: URLSearchParams) => readonly Value[] | undefined;

/** The share of a text's ids or codes that a row has, from 0 to 1. */
const shared = <Row>(of: ValuesOf<Row>, text: string, query: URLSearchParams) => {
  const wanted = new Set(text.split(/[,|]/));
  return (row: Row) => wanted.intersection(new Set((of(row, query) ?? []).map(String))).size / wanted.size;
};

/** Requires all of the values when they are separated by commas, one of them when by pipes. */
export const has =
  <Row>(of: ValuesOf<Row>): Filter<Row> =>
  (text, query) => {
    const share = shared(of, text, query);
    return (row) => (text.includes('|') ? share(row) > 0 : share(row) === 1);
  };

/** Excludes rows with any of the values, whichever the separator. */
const hasNot =
  <Row>(of: ValuesOf<Row>): Filter<Row> =>
  (text, query) => {
    const share = shared(of, text, query);
    return (row) => share(row) === 0;
  };

type NumberOf<Row> = (row: Row) => number | undefined;
/** Unknown numbers count as 0, as they do in TMDB's filters. */
export const within = <Row>(name: string, of: NumberOf<Row>): Filters<Row> => ({
  [`${name}.gte`]: (text) => (row) => (of(row) ?? 0) >= Number(text),
  [`${name}.lte`]: (text) => (row) => (of(row) ?? 0) <= Number(text),
});

/** Requires one of a row's days to be in the range of two parameters. Each of the two filters tests the whole range. */
export function dayWithin<Row>(name: string, daysOf: (row: Row, query: URLSearchParams) => readonly string[]): Filters<Row> {
  const inRange: Filter<Row> = (_text, query) => {
    const [first, last] = [query.get(`${name}.gte`) || '0', query.get(`${name}.lte`) || '9999-12-31'];
    return (row) => daysOf(row, query).some((day) => day >= first && day <= last);
  };
  return { [`${name}.gte`]: inRange, [`${name}.lte`]: inRange };
}

/** The offers of a movie or series in the watch region, limited to the monetization types that the query names. */
function offers({ providers = {} }: Movie | Series, query: URLSearchParams): { way: string; service: number }[] {
  const ways = query.get('with_watch_monetization_types')?.split(/[,|]/) ?? [];
  return Object.entries(providers[query.get('watch_region') ?? ''] ?? {})
    .filter(([way]) => ways.length === 0 || ways.includes(way))
    .flatMap(([way, rows]) => rows.map((row) => ({ way, service: row.provider_id })));
}
const services = (row: Movie | Series, query: URLSearchParams) => offers(row, query).map(({ service }) => service);

/** Filters that movies and series share. */
export const MEDIA_FILTERS: Filters<Movie | Series> = {
  with_genres: has(({ genres }) => genres),
  without_genres: hasNot(({ genres }) => genres),
  with_companies: has(({ companies }) => companies),
  without_companies: hasNot(({ companies }) => companies),
  with_keywords: has(({ keywords }) => keywords),
  without_keywords: hasNot(({ keywords }) => keywords),
  with_original_language: has(({ language }) => [language]),
  ...within('with_runtime', ({ runtime }) => runtime),
  ...within('vote_average', ({ average }) => average),
  ...within('vote_count', ({ votes }) => votes),
  with_watch_providers: has(services),
  without_watch_providers: hasNot(services),
  with_watch_monetization_types: has((row, query) => offers(row, query).map(({ way }) => way)),
};
