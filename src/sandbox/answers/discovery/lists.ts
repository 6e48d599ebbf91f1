import { languageOf, paged, pagedList, type Handler, type Call } from '../../http/call.ts';
import type { Movie, Person } from '../../catalogue/catalogue-rows.ts';
import { MOVIES, GENRES, PEOPLE, SERIES } from '../../catalogue/catalogue.ts';
import { movieRow, genreNames, MOVIE_TYPE, movieSummary } from '../movies/movies.ts';
import { FIRST_GENERATED } from '../../catalogue/first-ids.ts';
import { generatedPerson } from '../../generated/generated-movies.ts';
import { foundPerson, personRow } from '../people/person.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';

const DAY = 86_400_000;
const dayFrom = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** A row, in the language that a call asks for. */
type Show = (language: string) => object;
const showMovie =
  (extra: { media_type?: 'movie' } = {}) =>
  (movie: Movie): Show =>
  (language) =>
    movieRow(movie, language, extra);
const showPerson =
  (person: Person): Show =>
  (language) =>
    foundPerson(person, language);
/** In trends people come without what they are known for. */
const trendingPerson =
  (person: Person): Show =>
  () => ({ ...personRow(person), media_type: 'person' });
const generatedMovie = (show: (movie: Movie) => Show) => (id: number) => show(movieSummary(id));
const generatedOne = (show: (person: Person) => Show) => (id: number) => show(generatedPerson(id));

/** Things told in full come first: lists are what people try first. */
const toldMovie = ({ runtime }: Movie) => (runtime === undefined ? 1 : 0);
const toldPerson = ({ born }: Person) => (born === undefined ? 1 : 0);
const untold = () => 0;
interface Ranked {
  id: number;
  popularity?: number;
}
const byPopularity = <Row extends Ranked>(rows: readonly Row[], told: (row: Row) => number) =>
  rows.toSorted((a, b) => told(a) - told(b) || (b.popularity ?? 0) - (a.popularity ?? 0));
const shuffled = ({ id }: Ranked) => (id * 7919) % 1009;
const byChance = <Row extends Ranked>(rows: readonly Row[], told: (row: Row) => number) =>
  rows.toSorted((a, b) => told(a) - told(b) || shuffled(a) - shuffled(b));

const newest = MOVIES.toSorted((a, b) => b.date.localeCompare(a.date));
const topRated = MOVIES.filter(({ votes }) => votes >= 300).toSorted((a, b) => b.average - a.average);

/** As many as TMDB's own lists have: `total_pages` is far above the 500 that can be asked for. */
const TOTAL = { movies: 1_166_422, people: 4_855_479, trending: 10_000 } as const;

/** What the catalogue has and then, to fill the pages that TMDB has, what is generated. */
function endless(known: readonly Show[], total: number, beyond: (id: number) => Show): Handler {
  return (call) => {
    const language = languageOf(call);
    return paged(call, call.generated ? total : known.length, (index) => (known[index] ?? beyond(FIRST_GENERATED + index))(language));
  };
}
const whole =
  (rows: readonly Show[]): Handler =>
  (call) =>
    pagedList(call, rows, (show) => show(languageOf(call)));

const dated = (minimum: number, maximum: number) => (call: Call) => ({
  dates: { maximum: dayFrom(maximum), minimum: dayFrom(minimum) },
  // The catalogue is of one day and its movies do not come out anew: the newest ones stand for those of the window.
  ...whole(newest.slice(0, 60).map(showMovie()))(call),
});

/** All kinds by turns: after two movies a series, after nine things a person. */
function mix(movies: readonly Show[], series: readonly Show[], people: readonly Show[]): Show[] {
  const left = { movies: [...movies], series: [...series], people: [...people] };
  return movies.flatMap((_, index) => {
    const kind = index % 10 === 9 ? left.people : index % 3 === 2 ? left.series : left.movies;
    return kind.shift() ?? left.movies.shift() ?? [];
  });
}

type Order = <Row extends Ranked>(rows: readonly Row[], told: (row: Row) => number) => Row[];

/** The four lists of what trends in a window. */
function trending(window: string, order: Order): Record<string, Handler> {
  const movie = showMovie(MOVIE_TYPE);
  const movies = order(MOVIES, toldMovie).map(movie);
  const series = order(SERIES, untold).map(
    (show): Show =>
      (language) =>
        seriesRow(show, language, TV_TYPE),
  );
  const people = order(PEOPLE, toldPerson).map(trendingPerson);
  return {
    [`/3/trending/all/${window}`]: endless(mix(movies, series, people), TOTAL.trending, generatedMovie(movie)),
    [`/3/trending/movie/${window}`]: endless(movies, TOTAL.trending, generatedMovie(movie)),
    [`/3/trending/tv/${window}`]: whole(series),
    [`/3/trending/person/${window}`]: endless(people, TOTAL.trending, generatedOne(trendingPerson)),
  };
}

const movie = showMovie();
export const LISTS: Readonly<Record<string, Handler>> = {
  '/3/movie/popular': endless(byPopularity(MOVIES, untold).map(movie), TOTAL.movies, generatedMovie(movie)),
  '/3/movie/top_rated': whole(topRated.map(movie)),
  '/3/movie/now_playing': dated(-42, 0),
  '/3/movie/upcoming': dated(0, 21),
  '/3/person/popular': endless(byPopularity(PEOPLE, toldPerson).map(showPerson), TOTAL.people, generatedOne(showPerson)),
  ...trending('day', byPopularity),
  ...trending('week', byChance),
};

export const genreList = (call: Call) => ({ genres: genreNames([...GENRES.keys()], languageOf(call)) });
