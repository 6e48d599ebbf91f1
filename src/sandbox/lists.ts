import { languageOf, paged, pagedList, type Call } from './call.ts';
import { FILMS, GENRES, type Film } from './catalogue.ts';
import { filmRow, genreNames, MOVIE, summaryById } from './films.ts';
import { FIRST_GENERATED } from './first-ids.ts';

const DAY = 86_400_000;
const dayFrom = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

const newest = FILMS.toSorted((a, b) => b.date.localeCompare(a.date));
const popular = FILMS.toSorted((a, b) => b.popularity - a.popularity);
const topRated = FILMS.filter(({ votes }) => votes >= 300).toSorted((a, b) => b.average - a.average);
/** Films told in full come first: trending is what people try first. */
const rank = ({ runtime }: Film) => (runtime === undefined ? 1 : 0);
const shuffled = ({ id }: Film) => (id * 7919) % 1009;
const today = FILMS.toSorted((a, b) => rank(a) - rank(b) || b.popularity - a.popularity);
const thisWeek = FILMS.toSorted((a, b) => rank(a) - rank(b) || shuffled(a) - shuffled(b));

/** As many as TMDB's own lists have: `total_pages` is far above the 500 that can be asked for. */
const POPULAR = 1_166_422;
const TRENDING = 10_000;

/** The catalogue's films and then, to fill the pages TMDB has, generated ones. */
function endless(call: Call, films: readonly Film[], total: number, extra: { media_type?: 'movie' } = {}) {
  const language = languageOf(call);
  const filmAt = (index: number) => films[index] ?? summaryById(FIRST_GENERATED + index);
  return paged(call, call.generated ? total : films.length, (index) => filmRow(filmAt(index), language, extra));
}

const dated = (call: Call, minimum: number, maximum: number) => ({
  dates: { maximum: dayFrom(maximum), minimum: dayFrom(minimum) },
  // The catalogue is of one day and its films do not come out anew: the newest ones stand for those of the window.
  ...pagedList(call, newest.slice(0, 60), (film) => filmRow(film, languageOf(call))),
});

export const LISTS = {
  '/3/movie/popular': (call) => endless(call, popular, POPULAR),
  '/3/movie/top_rated': (call) => pagedList(call, topRated, (film) => filmRow(film, languageOf(call))),
  '/3/movie/now_playing': (call) => dated(call, -42, 0),
  '/3/movie/upcoming': (call) => dated(call, 0, 21),
  '/3/trending/movie/day': (call) => endless(call, today, TRENDING, MOVIE),
  '/3/trending/movie/week': (call) => endless(call, thisWeek, TRENDING, MOVIE),
} satisfies Record<string, (call: Call) => object>;

export const genreList = (call: Call) => ({ genres: genreNames([...GENRES.keys()], languageOf(call)) });
