import type { Movie } from '../catalogue/catalogue-rows.ts';
import { MOVIES, MOVIES_BY_COMPANY, MOVIES_BY_KEYWORD, GENRES } from '../catalogue/catalogue.ts';
import { completeMovie } from './complete.ts';
import { later, nextOf } from './dates.ts';
import { FIRST_GENERATED, LAST_ID } from '../catalogue/first-ids.ts';
import { generatedPicture, generatedTitles, twoDigits } from './generated-names.ts';
import { CAST, generatedCrew, generatedImdb, workFor } from './generated-people.ts';
import { random } from './random.ts';
import { remembered } from './remembered.ts';

/* Movies for every id from FIRST_GENERATED on, derived from the id alone, and the first of them also from the date. */

const CREW = [
  ['Directing', 'Director'],
  ['Writing', 'Screenplay'],
  ['Writing', 'Story'],
  ['Production', 'Producer'],
  ['Sound', 'Original Music Composer'],
] as const;

/** Only keywords of movies: the catalogue has others for search alone. */
const keywords = [...MOVIES_BY_KEYWORD.keys()].toSorted((a, b) => a - b);
const companies = [...MOVIES_BY_COMPANY.keys()].toSorted((a, b) => a - b);
const genres = [...GENRES.keys()].filter((id) => id !== 10770);

/** How many of the first generated ids have dates that move with the clock: two movies come out each day. */
export const CURRENT = 240;
/** Days from one release of such a movie to its next, and how many of them it has been out at most. */
const RETURN = CURRENT / 2;
const OUT = 45;

/** Ids of the movies in which a generated person has a role: below CAST in the cast, from there on in the crew. */
export const moviesWith = (person: number): number[] => Array.from({ length: CAST + CREW.length }, (_, role) => workFor(person, role));

/** The fields of a generated movie that lists show; cheaper than the whole movie. @param today Such as `2026-11-26`. */
export function generatedMovieSummary(id: number, today: string): Movie {
  const { below, some } = random(id);
  const { english, german } = generatedTitles(id);
  const past = `${1950 + below(76)}-${twoDigits(1 + below(12))}-${twoDigits(1 + below(28))}`;
  const isCurrent = id < FIRST_GENERATED + CURRENT;
  const date = isCurrent ? nextOf(later(today, -OUT), RETURN, id) : past;
  return {
    id,
    title: english,
    titles: { de: german },
    language: 'en',
    date,
    genres: some(genres, 1 + below(3)),
    poster: generatedPicture('p', id),
    backdrop: generatedPicture('b', id),
    average: (40 + below(50)) / 10,
    votes: 10 + below(9000),
    // Below most movies of the catalogue, which come first in lists that have both.
    popularity: below(100_000) / (isCurrent ? 10_000 : 1000),
    // Before its release a movie has no votes.
    ...(date > today && { average: 0, votes: 0 }),
  };
}

/** A whole generated movie, with everything that a movie of the catalogue has. @param today Such as `2026-11-26`. */
export function generatedMovie(id: number, today: string): Movie {
  const summary = generatedMovieSummary(id, today);
  const { below, some } = random(id ^ 0xf11a);
  const { date } = summary;
  const year = date.slice(0, 4);
  return completeMovie({
    ...summary,
    runtime: 80 + below(80),
    imdb: `tt${generatedImdb(id)}`,
    budget: below(2000) * 100_000,
    revenue: date > today ? 0 : below(3_000_000) * 100,
    homepage: '',
    countries: ['US'],
    spoken: ['en'],
    companies: some(companies, 2),
    keywords: some(keywords, 6),
    crew: generatedCrew('credit', id, CREW),
    alternatives: [
      ['GB', `${summary.title} (${year})`, ''],
      ['DE', `${summary.titles?.['de'] ?? ''} (${year})`, ''],
    ],
    external: { wikidata: `Q${id}` },
  });
}

/** Makes whole rows of the ids whose dates move with the clock, once for each date. */
export function currentRows<Row>(rowAt: (id: number, today: string) => Row): (today: string) => readonly Row[] {
  const rowsOf = remembered((_, today) => Array.from({ length: CURRENT }, (__, index) => rowAt(FIRST_GENERATED + index, today)), 4);
  return (today) => rowsOf(0, today);
}
export const currentMovies = currentRows(generatedMovie);

/** Ids of movies or series related to a generated one: mostly generated, every fifth from the catalogue. */
export function generatedNeighbours(id: number, count: number, salt: number, known: readonly { id: number }[] = MOVIES): number[] {
  const { below, pick } = random(id ^ salt);
  return Array.from({ length: count }, (_, index) =>
    index % 5 === 4 ? pick(known).id : FIRST_GENERATED + below(LAST_ID - FIRST_GENERATED),
  );
}
