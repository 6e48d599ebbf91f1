import type { CastRow, CrewRow, EpisodeRow, SeasonRow, Series } from '../catalogue/catalogue-rows.ts';
import { codedId } from './coded-id.ts';
import { FIRST_GENERATED, FIRST_UNRECORDED } from '../catalogue/first-ids.ts';
import { later, nextOf } from './dates.ts';
import { generatedPicture, twoDigits } from './generated-names.ts';
import { personFor } from './generated-people.ts';
import { random } from './random.ts';

/* Seasons and episodes of generated series. */

/** A series has as many seasons as its id modulo this number. */
export const SEASONS = 50;
/** How many episodes each season has. */
export const EPISODES = 3;

/** Each episode has two guests, one director and one writer. */
const GUESTS = 2;
const EPISODE_CREW = [
  ['Directing', 'Director'],
  ['Writing', 'Writer'],
] as const;
const PEOPLE_PER_EPISODE = GUESTS + EPISODE_CREW.length;
/** The first role number of people who appear in one episode only; lower numbers belong to the series. */
const FIRST_GUEST = 100;

/** Days from one episode to the next, and from one season to the next: seasons begin on the same day of the week. */
export const WEEK = 7;
const YEAR = 52 * WEEK;
/** The last season of a series that is over begins in this year at the latest. */
const LAST_YEAR = '2024-01-01';

/** The first id of generated seasons and episodes: above TMDB's ids, below FIRST_UNRECORDED. */
const FIRST_NUMBER = 10_000_000;
const numbered = (value: number) => FIRST_NUMBER + (value % (FIRST_UNRECORDED - FIRST_NUMBER));
export const isGeneratedNumber = (id: number): boolean => id >= FIRST_NUMBER && id < FIRST_UNRECORDED;

/** IMDb ids of ten digits, above those of real titles and of generated movies and series. */
const EPISODE_IMDB = 7_000_000_000;
const EPISODE_IMDB_END = 10_000_000_000;

/** The position of an episode in its series, from 0. */
const orderOf = (season: number, number: number) => (season - 1) * EPISODES + number - 1;
const episodeKey = (series: number, season: number, number: number) =>
  (series - FIRST_GENERATED) * SEASONS * EPISODES + orderOf(season, number);

/** The place of an episode by its position. */
const placeAt = (order: number) => ({ season: 1 + Math.floor(order / EPISODES), number: 1 + (order % EPISODES) });

/** The series, season and number of the episode with a generated IMDb id; undefined for any other id. */
export function placeOfImdb(imdb: string): { series: number; season: number; number: number } | undefined {
  const key = Number(imdb.slice(2)) - EPISODE_IMDB;
  if (!(key >= 0 && key < EPISODE_IMDB_END - EPISODE_IMDB)) return undefined;
  const most = SEASONS * EPISODES;
  return { series: FIRST_GENERATED + Math.floor(key / most), ...placeAt(key % most) };
}

/**
 * The first days of the first and the last season of a series, and whether that one still runs. Then its last episode is the
 * next one, within a week: each series has its own day of the week.
 */
export function scheduleOf(id: number, today: string): { first: string; last: string; isRunning: boolean } {
  const { below } = random(id ^ 0x57a7);
  const years = below(20);
  const day = below(YEAR);
  const count = id % SEASONS;
  const isRunning = below(2) === 1 && count > 0;
  const last = isRunning ? later(nextOf(today, WEEK, id), -WEEK * (EPISODES - 1)) : later(LAST_YEAR, day - YEAR * years);
  return { first: later(last, -YEAR * Math.max(0, count - 1)), last, isRunning };
}

/** All seasons of a generated series. @param first Its first day. */
export const generatedSeasons = (id: number, first: string): SeasonRow[] =>
  Array.from({ length: id % SEASONS }, (_, index) => ({
    id: numbered((id - FIRST_GENERATED) * SEASONS + index),
    number: index + 1,
    name: `Season ${index + 1}`,
    date: later(first, YEAR * index),
    episodes: EPISODES,
    poster: generatedPicture('p', id, index + 1),
    average: 5 + ((id + index) % 40) / 10,
  }));

/** The place of the episode that a generated credit belongs to. @param index As in the coded id. */
export const placeOfCredit = (index: number): { season: number; number: number } => placeAt(Math.floor(index / PEOPLE_PER_EPISODE));

function episodePeople(series: number, season: number, number: number): { guests: CastRow[]; crew: CrewRow[] } {
  const first = orderOf(season, number) * PEOPLE_PER_EPISODE;
  const person = (index: number) => ({
    id: personFor(series, FIRST_GUEST + first + index),
    credit: codedId('episode-credit', series, first + index),
  });
  return {
    guests: Array.from({ length: GUESTS }, (_, index) => ({ ...person(index), character: `Guest ${index + 1}` })),
    crew: EPISODE_CREW.map(([department, job], index) => ({ ...person(GUESTS + index), department, job })),
  };
}

/** The episodes of a season of a generated series. */
export function generatedEpisodes({ id: series, nextEpisode, runtime = 0 }: Series, { number: season, date }: SeasonRow): EpisodeRow[] {
  return Array.from({ length: EPISODES }, (_, index) => {
    const number = index + 1;
    const isNext = nextEpisode?.[0] === season && nextEpisode[1] === number;
    const key = episodeKey(series, season, number);
    const imdb = EPISODE_IMDB + key;
    return {
      id: numbered(key),
      series,
      season,
      number,
      name: '',
      date: date && later(date, WEEK * index),
      code: `${season}${twoDigits(number)}`,
      runtime,
      // An episode that has not aired has no image and no votes yet.
      ...(!isNext && {
        still: generatedPicture('s', series, orderOf(season, number)),
        average: 5 + ((series + number) % 40) / 10,
        votes: 1 + (key % 200),
      }),
      ...(number === EPISODES && { type: 'finale' }),
      ...episodePeople(series, season, number),
      ...(imdb < EPISODE_IMDB_END && { imdb: `tt${imdb}` }),
      screened: season === 1 && number === 1,
    };
  });
}
