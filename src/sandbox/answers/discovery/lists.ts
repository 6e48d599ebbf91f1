import { languageOf, paged, pagedList, type Handler, type Call } from '../../http/call.ts';
import type { Movie, Person, Series } from '../../catalogue/catalogue-rows.ts';
import { MOVIES, GENRES, PEOPLE, SERIES } from '../../catalogue/catalogue.ts';
import { datedMovies, dateIn, movieRow, genreNames, MOVIE_TYPE, movieSummary, regionalRow } from '../movies/movies.ts';
import { FIRST_GENERATED } from '../../catalogue/first-ids.ts';
import { later } from '../../generated/dates.ts';
import { generatedPerson } from '../../generated/generated-people.ts';
import { foundPerson } from '../people/person.ts';
import { personRow } from '../people/person-part.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';

/** Makes the row of an entry for a call. */
type Show<Entry> = (entry: Entry, call: Call) => object;
const showMovie: Show<Movie> = (movie, call) => movieRow(movie, languageOf(call));
const showPerson: Show<Person> = (person, call) => foundPerson(person, languageOf(call), {}, call);
/** Trending lists tell the kind, and leave out `known_for`. */
const trendingMovie: Show<Movie> = (movie, call) => movieRow(movie, languageOf(call), MOVIE_TYPE);
const trendingSeries: Show<Series> = (series, call) => seriesRow(series, languageOf(call), TV_TYPE);
const trendingPerson: Show<Person> = (person) => ({ ...personRow(person), media_type: 'person' });

/** Entries known in full come first, as the first pages of lists are what users look at first: 0 for these, 1 for others. */
const movieRank = ({ runtime }: Movie) => (runtime === undefined ? 1 : 0);
const personRank = ({ born }: Person) => (born === undefined ? 1 : 0);
const sameRank = () => 0;
interface Ranked {
  id: number;
  popularity?: number;
}
type Order = <Entry extends Ranked>(entries: readonly Entry[], rankOf: (entry: Entry) => number) => Entry[];
const byPopularity: Order = (entries, rankOf) =>
  entries.toSorted((a, b) => rankOf(a) - rankOf(b) || (b.popularity ?? 0) - (a.popularity ?? 0));
const shuffled = ({ id }: Ranked) => (id * 7919) % 1009;
const byChance: Order = (entries, rankOf) => entries.toSorted((a, b) => rankOf(a) - rankOf(b) || shuffled(a) - shuffled(b));

const topRated = MOVIES.filter(({ votes }) => votes >= 300).toSorted((a, b) => b.average - a.average);

/** The totals of TMDB's own lists: `total_pages` is far above the 500 pages that can be requested. */
const TOTAL = { movies: 1_166_422, people: 4_855_479, trending: 10_000 } as const;

/** The catalogue's entries, followed by generated ones up to TMDB's total. */
export const endless =
  <Entry>(known: readonly Entry[], total: number, entryAt: (id: number, today: string) => Entry, show: Show<Entry>): Handler =>
  (call) =>
    paged(call, call.generated ? total : known.length, (index) =>
      show(known[index] ?? entryAt(FIRST_GENERATED + index, call.today()), call),
    );
const whole =
  <Entry>(entries: readonly Entry[], show: Show<Entry>): Handler =>
  (call) =>
    pagedList(call, entries, (entry) => show(entry, call));

/** Movies that come out between two days, counted from today, in the region of the call; the most popular first. */
const dated = (first: number, last: number) => (call: Call) => {
  const [minimum, maximum] = [later(call.today(), first), later(call.today(), last)];
  const isWithin = (date: string) => date >= minimum && date <= maximum;
  const movies = datedMovies(call).filter((movie) => isWithin(dateIn(movie, call)));
  return { dates: { maximum, minimum }, ...whole(byPopularity(movies, sameRank), regionalRow)(call) };
};

/** Mixes all kinds: every third entry is a series, every tenth a person. */
const mix = <Entry>(movies: readonly Entry[], series: readonly Entry[], people: readonly Entry[]): Entry[] => {
  const left = { movies: [...movies], series: [...series], people: [...people] };
  return movies.flatMap((_, index) => {
    const kind = index % 10 === 9 ? left.people : index % 3 === 2 ? left.series : left.movies;
    return kind.shift() ?? left.movies.shift() ?? [];
  });
};

const bound =
  <Entry>(show: Show<Entry>) =>
  (entry: Entry) =>
  (call: Call) =>
    show(entry, call);

/** The four trending lists of a time window. */
function trending(window: string, order: Order): Record<string, Handler> {
  const movies = order(MOVIES, movieRank);
  const series = order(SERIES, sameRank);
  const people = order(PEOPLE, personRank);
  const mixed = mix(movies.map(bound(trendingMovie)), series.map(bound(trendingSeries)), people.map(bound(trendingPerson)));
  const beyond = (id: number, today: string) => bound(trendingMovie)(movieSummary(id, today));
  return {
    [`/3/trending/all/${window}`]: endless(mixed, TOTAL.trending, beyond, (show, call) => show(call)),
    [`/3/trending/movie/${window}`]: endless(movies, TOTAL.trending, movieSummary, trendingMovie),
    [`/3/trending/tv/${window}`]: whole(series, trendingSeries),
    [`/3/trending/person/${window}`]: endless(people, TOTAL.trending, generatedPerson, trendingPerson),
  };
}

export const LISTS: Readonly<Record<string, Handler>> = {
  '/3/movie/popular': endless(byPopularity(MOVIES, sameRank), TOTAL.movies, movieSummary, showMovie),
  '/3/movie/top_rated': whole(topRated, showMovie),
  '/3/movie/now_playing': dated(-42, 0),
  '/3/movie/upcoming': dated(1, 28),
  '/3/person/popular': endless(byPopularity(PEOPLE, personRank), TOTAL.people, generatedPerson, showPerson),
};
export const TRENDS: Readonly<Record<string, Handler>> = { ...trending('day', byPopularity), ...trending('week', byChance) };

export const genreList = (call: Call) => ({ genres: genreNames([...GENRES.keys()], languageOf(call)) });
