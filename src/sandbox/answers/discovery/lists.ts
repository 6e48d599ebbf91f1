import { languageOf, paged, pagedList, type Handler, type Call } from '../../http/call.ts';
import type { Movie, Person } from '../../catalogue/catalogue-rows.ts';
import { MOVIES, GENRES, PEOPLE, SERIES } from '../../catalogue/catalogue.ts';
import { datedMovies, dateIn, movieRow, genreNames, MOVIE_TYPE, movieSummary, regionalRow } from '../movies/movies.ts';
import { FIRST_GENERATED } from '../../catalogue/first-ids.ts';
import { later } from '../../generated/dates.ts';
import { generatedPerson } from '../../generated/generated-people.ts';
import { foundPerson, personRow } from '../people/person.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';

/** Makes a row for a call. */
type Show = (call: Call) => object;
const showMovie =
  (extra: { media_type?: 'movie' } = {}) =>
  (movie: Movie): Show =>
  (call) =>
    movieRow(movie, languageOf(call), extra);
const showPerson =
  (person: Person): Show =>
  (call) =>
    foundPerson(person, languageOf(call), {}, call);
/** Trending lists leave out `known_for`. */
const trendingPerson =
  (person: Person): Show =>
  () => ({ ...personRow(person), media_type: 'person' });
const generatedMovie =
  (show: (movie: Movie) => Show) =>
  (id: number): Show =>
  (call) =>
    show(movieSummary(id, call.today()))(call);
const generatedOne = (show: (person: Person) => Show) => (id: number) => show(generatedPerson(id));

/** Entries known in full come first, as the first pages of lists are what users look at first: 0 for these, 1 for others. */
const movieRank = ({ runtime }: Movie) => (runtime === undefined ? 1 : 0);
const personRank = ({ born }: Person) => (born === undefined ? 1 : 0);
const sameRank = () => 0;
interface Ranked {
  id: number;
  popularity?: number;
}
const byPopularity = <Row extends Ranked>(rows: readonly Row[], rankOf: (row: Row) => number) =>
  rows.toSorted((a, b) => rankOf(a) - rankOf(b) || (b.popularity ?? 0) - (a.popularity ?? 0));
const shuffled = ({ id }: Ranked) => (id * 7919) % 1009;
const byChance = <Row extends Ranked>(rows: readonly Row[], rankOf: (row: Row) => number) =>
  rows.toSorted((a, b) => rankOf(a) - rankOf(b) || shuffled(a) - shuffled(b));

const topRated = MOVIES.filter(({ votes }) => votes >= 300).toSorted((a, b) => b.average - a.average);

/** The totals of TMDB's own lists: `total_pages` is far above the 500 pages that can be requested. */
const TOTAL = { movies: 1_166_422, people: 4_855_479, trending: 10_000 } as const;

/** The catalogue's entries, followed by generated ones up to TMDB's total. */
function endless(known: readonly Show[], total: number, beyond: (id: number) => Show): Handler {
  return (call) => paged(call, call.generated ? total : known.length, (index) => (known[index] ?? beyond(FIRST_GENERATED + index))(call));
}
const whole =
  (rows: readonly Show[]): Handler =>
  (call) =>
    pagedList(call, rows, (show) => show(call));

/** Movies that come out between two days, counted from today, in the region of the call; the most popular first. */
const dated = (first: number, last: number) => (call: Call) => {
  const [minimum, maximum] = [later(call.today(), first), later(call.today(), last)];
  const isWithin = (date: string) => date >= minimum && date <= maximum;
  const rows = datedMovies(call).filter((movie) => isWithin(dateIn(movie, call)));
  return { dates: { maximum, minimum }, ...pagedList(call, byPopularity(rows, sameRank), (movie) => regionalRow(movie, call)) };
};

/** Mixes all kinds: every third entry is a series, every tenth a person. */
function mix(movies: readonly Show[], series: readonly Show[], people: readonly Show[]): Show[] {
  const left = { movies: [...movies], series: [...series], people: [...people] };
  return movies.flatMap((_, index) => {
    const kind = index % 10 === 9 ? left.people : index % 3 === 2 ? left.series : left.movies;
    return kind.shift() ?? left.movies.shift() ?? [];
  });
}

type Order = <Row extends Ranked>(rows: readonly Row[], rankOf: (row: Row) => number) => Row[];

/** The four trending lists of a time window. */
function trending(window: string, order: Order): Record<string, Handler> {
  const movie = showMovie(MOVIE_TYPE);
  const movies = order(MOVIES, movieRank).map(movie);
  const series = order(SERIES, sameRank).map(
    (show): Show =>
      (call) =>
        seriesRow(show, languageOf(call), TV_TYPE),
  );
  const people = order(PEOPLE, personRank).map(trendingPerson);
  return {
    [`/3/trending/all/${window}`]: endless(mix(movies, series, people), TOTAL.trending, generatedMovie(movie)),
    [`/3/trending/movie/${window}`]: endless(movies, TOTAL.trending, generatedMovie(movie)),
    [`/3/trending/tv/${window}`]: whole(series),
    [`/3/trending/person/${window}`]: endless(people, TOTAL.trending, generatedOne(trendingPerson)),
  };
}

const movie = showMovie();
export const LISTS: Readonly<Record<string, Handler>> = {
  '/3/movie/popular': endless(byPopularity(MOVIES, sameRank).map(movie), TOTAL.movies, generatedMovie(movie)),
  '/3/movie/top_rated': whole(topRated.map(movie)),
  '/3/movie/now_playing': dated(-42, 0),
  '/3/movie/upcoming': dated(1, 28),
  '/3/person/popular': endless(byPopularity(PEOPLE, personRank).map(showPerson), TOTAL.people, generatedOne(showPerson)),
  ...trending('day', byPopularity),
  ...trending('week', byChance),
};

export const genreList = (call: Call) => ({ genres: genreNames([...GENRES.keys()], languageOf(call)) });
