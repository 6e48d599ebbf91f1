import { languageOf, pagedList, type Handler, type Call } from '../../http/call.ts';
import type { Movie } from '../../catalogue/catalogue-rows.ts';
import { ADULT_MOVIES, COLLECTIONS, COMPANIES, MOVIES, KEYWORDS, PEOPLE, SERIES } from '../../catalogue/catalogue.ts';
import { collectionName, collectionRow } from '../movies/collection.ts';
import { companyRow } from '../reference/company.ts';
import { invalid } from '../../http/failure.ts';
import { isNear } from './near.ts';
import { movieRow, MOVIE_TYPE } from '../movies/movies.ts';
import { foundPerson } from '../people/person.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';
import { fold } from '../media/slug.ts';

/** A movie, series, person, collection, company or keyword that search can find. */
interface Entry {
  /** Every text to match, folded once. */
  texts: readonly string[];
  popularity: number;
  adult?: boolean;
  /** The years that queries filter by: that of the first release, and those of all releases. */
  first?: string;
  years?: ReadonlySet<string>;
  row(language: string): object;
  /** The row in a search of all kinds, which does not find keywords and companies. */
  mixed?(language: string): object;
}

const folded = (...texts: readonly (string | undefined)[]) => texts.flatMap((text) => (text ? [fold(text)] : []));

/** The years of a movie's releases, in all countries. */
const yearsOf = ({ date, releases = {} }: Movie): Set<string> =>
  new Set([date.slice(0, 4), ...Object.values(releases).flatMap((rows) => rows.map((row) => row.date.slice(0, 4)))]);

const movies = [...MOVIES, ...ADULT_MOVIES].map((movie): Entry => ({
  texts: folded(movie.title, ...Object.values(movie.titles ?? {})),
  popularity: movie.popularity,
  adult: movie.adult ?? false,
  first: movie.date.slice(0, 4),
  get years() {
    return yearsOf(movie);
  },
  row: (language) => movieRow(movie, language),
  mixed: (language) => movieRow(movie, language, MOVIE_TYPE),
}));
const series = SERIES.map((show): Entry => ({
  texts: folded(show.name, ...Object.values(show.names ?? {})),
  popularity: show.popularity,
  first: show.date.slice(0, 4),
  row: (language) => seriesRow(show, language),
  mixed: (language) => seriesRow(show, language, TV_TYPE),
}));
const people = PEOPLE.map((person): Entry => ({
  texts: folded(person.name, person.original, ...(person.aka ?? [])),
  popularity: person.popularity ?? 0,
  row: (language) => foundPerson(person, language),
  mixed: (language) => foundPerson(person, language, { media_type: 'person' }),
}));
const collections = [...COLLECTIONS.values()].map((collection): Entry => ({
  texts: folded(collection.name, collectionName(collection, 'de')),
  popularity: 0,
  row: (language) => collectionRow(collection, language),
  mixed: (language) => ({ ...collectionRow(collection, language), media_type: 'collection' }),
}));
const companies = [...COMPANIES.values()].map((company): Entry => ({
  texts: folded(company.name, ...(company.alternatives ?? [])),
  popularity: 0,
  row: () => companyRow(company),
}));
const keywords = [...KEYWORDS.values()].map((keyword): Entry => ({ texts: folded(keyword.name), popularity: 0, row: () => keyword }));

/** Ranks exact matches first, then texts that begin with the query, then words that do; popularity decides between equals. */
function rankOf({ texts, popularity }: Entry, wanted: string): number {
  const tier = texts.includes(wanted)
    ? 3
    : texts.some((text) => text.startsWith(wanted))
      ? 2
      : texts.some((text) => ` ${text}`.includes(` ${wanted}`))
        ? 1
        : 0;
  return tier * 1e6 + popularity;
}

type Filter = (entry: Entry) => boolean;

/** Whether one text of an entry contains every word. */
const contains = (words: readonly string[], { texts }: Entry): boolean => texts.some((text) => words.every((word) => text.includes(word)));

/** The same, but for one typing error in each word. */
const nearlyContains = (words: readonly string[], { texts }: Entry): boolean =>
  texts.some((text) => words.every((word) => text.includes(word) || text.split(/[^\p{L}\p{N}]+/u).some((other) => isNear(word, other))));

/**
 * The entries of which one text contains every word of the query, best match first. Typing errors are forgiven when there
 * is none. @throws "query must be provided".
 */
function matches(entries: readonly Entry[], { query }: Call, isWanted: Filter): Entry[] {
  const asked = query.get('query')?.trim();
  if (!asked) throw invalid('query must be provided');
  const wanted = fold(asked);
  const words = wanted.split(/\s+/);
  const adult = query.get('include_adult') === 'true';
  const eligible = entries.filter((entry) => (adult || !entry.adult) && isWanted(entry));
  const exact = eligible.filter((entry) => contains(words, entry));
  const found = exact.length > 0 ? exact : eligible.filter((entry) => nearlyContains(words, entry));
  return found
    .map((entry) => ({ entry, rank: rankOf(entry, wanted) }))
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry);
}

/** Filters by the year in the first of these parameters that is present; without one, nothing is left out. */
const inYear =
  (names: readonly string[], yearsOf: (entry: Entry) => ReadonlySet<string> | undefined) =>
  ({ query }: Call): Filter => {
    const year = names.map((name) => query.get(name)).find(Boolean);
    return (entry) => !year || (yearsOf(entry)?.has(year) ?? false);
  };
const first = ({ first: year = '' }: Entry) => new Set([year]);
const all =
  (...filters: ((call: Call) => Filter)[]) =>
  (call: Call): Filter => {
    const bound = filters.map((filter) => filter(call));
    return (entry) => bound.every((isWanted) => isWanted(entry));
  };

const search =
  (entries: readonly Entry[], filter: (call: Call) => Filter = () => () => true): Handler =>
  (call) =>
    pagedList(call, matches(entries, call, filter(call)), (entry) => entry.row(languageOf(call)), 0);

const mixed = [...movies, ...series, ...people, ...collections];

/** Searches, keyed by the last segment of their path. `region` has no effect here. */
export const SEARCHES: Readonly<Record<string, Handler>> = {
  collection: search(collections),
  company: search(companies),
  keyword: search(keywords),
  movie: search(
    movies,
    all(
      inYear(['primary_release_year'], first),
      inYear(['year'], ({ years }) => years),
    ),
  ),
  multi: (call) =>
    pagedList(
      call,
      matches(mixed, call, () => true),
      (entry) => entry.mixed?.(languageOf(call)) ?? {},
      0,
    ),
  person: search(people),
  tv: search(series, inYear(['first_air_date_year', 'year'], first)),
};
