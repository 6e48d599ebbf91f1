import type { CastRow, CrewRow, Movie, ImageRow, Person } from '../catalogue/catalogue-rows.ts';
import { MOVIES, MOVIES_BY_COMPANY, MOVIES_BY_KEYWORD, GENRES } from '../catalogue/catalogue.ts';
import { codedId } from './coded-id.ts';
import { FIRST_GENERATED, LAST_ID } from '../catalogue/first-ids.ts';
import { generatedName, generatedTitles } from './generated-names.ts';
import { generatedProviders } from './generated-parts.ts';
import { hex, random } from './random.ts';

/*
 * Movies and people for every id from FIRST_GENERATED on, derived from the id alone. Credits can be computed in both
 * directions: role `k` of movie `m` belongs to person `m + k * STEP`, so a person's movies are found without a list of
 * all movies.
 */

const PEOPLE = 1_999_000_000;
const STEP = 104_729;
const CAST = 12;
const CREW = [
  ['Directing', 'Director'],
  ['Writing', 'Screenplay'],
  ['Writing', 'Story'],
  ['Production', 'Producer'],
  ['Sound', 'Original Music Composer'],
] as const;

/** Generated IMDb ids have more digits than those of real movies, and so cannot be mistaken for them. */
const IMDB = 100_000_000;

/** Only keywords of movies: the catalogue has others for search alone. */
const keywords = [...MOVIES_BY_KEYWORD.keys()].toSorted((a, b) => a - b);
const companies = [...MOVIES_BY_COMPANY.keys()].toSorted((a, b) => a - b);
const genres = [...GENRES.keys()].filter((id) => id !== 10770);

export const isGenerated = (id: number): boolean => id >= FIRST_GENERATED && id <= LAST_ID;

const wrap = (value: number, size: number) => ((value % size) + size) % size;
/** The person with a role in a movie or series. */
export const personFor = (movie: number, role: number) => FIRST_GENERATED + wrap(movie - FIRST_GENERATED + role * STEP, PEOPLE);
/** The name of a generated image, which encodes its owner for pictures/subjects.ts. Only logos (`l`) have a transparent ground; every other one is an SVG. */
export const generatedPicture = (kind: string, id: number, index = 0) =>
  `/${kind}-${id.toString(36)}${index ? `-${index}` : ''}.${kind !== 'l' ? 'jpg' : index % 2 === 0 ? 'png' : 'svg'}`;
export const twoDigits = (value: number) => String(value).padStart(2, '0');

/** The movie or series in which a generated person has a role. */
export const workFor = (person: number, role: number) => FIRST_GENERATED + wrap(person - FIRST_GENERATED - role * STEP, PEOPLE);

/** The movies in which a generated person has a role, with the role's number: cast below CAST, crew from there on. */
export function generatedRoles(person: number): { movie: number; role: number }[] {
  return Array.from({ length: CAST + CREW.length }, (_, role) => ({
    movie: workFor(person, role),
    role,
  }));
}

export const generatedImdb = (id: number): string => String(id + IMDB);
/** The id encoded in the digits of a generated IMDb id; undefined for any other id. */
export function idOfImdb(digits: string): number | undefined {
  const id = Number(digits) - IMDB;
  return isGenerated(id) ? id : undefined;
}

const castRow = (movie: number, role: number): CastRow => ({
  id: personFor(movie, role),
  character: generatedName(movie + role).split(' ')[0] ?? '',
  credit: codedId('credit', movie, role),
  castId: role + 1,
});
const crewRow = (movie: number, [department, job]: (typeof CREW)[number], index: number): CrewRow => ({
  id: personFor(movie, CAST + index),
  department,
  job,
  credit: codedId('credit', movie, CAST + index),
});

/** The fields of a generated movie that lists show; cheaper than the whole movie. */
export function generatedMovieSummary(id: number): Movie {
  const { below, some } = random(id);
  const { english, german } = generatedTitles(id);
  return {
    id,
    title: english,
    titles: { de: german },
    language: 'en',
    date: `${1950 + below(76)}-${twoDigits(1 + below(12))}-${twoDigits(1 + below(28))}`,
    genres: some(genres, 1 + below(3)),
    poster: generatedPicture('p', id),
    backdrop: generatedPicture('b', id),
    average: (40 + below(50)) / 10,
    votes: 10 + below(9000),
    popularity: below(100_000) / 1000,
  };
}

export const generatedImages = (
  id: number,
  kind: string,
  width: number,
  height: number,
  languages: readonly (string | null)[],
): ImageRow[] =>
  languages.map((language, index) => [
    generatedPicture(kind, id, index),
    width,
    height,
    language,
    5 + ((id + index) % 40) / 10,
    1 + ((id + index) % 30),
  ]);

/** A whole generated movie, with everything that a movie of the catalogue has. */
export function generatedMovie(id: number): Movie {
  const summary = generatedMovieSummary(id);
  const { below, some } = random(id ^ 0xf11a);
  const year = Number(summary.date.slice(0, 4));
  const release = (certification: string) => [{ certification, language: '', note: '', date: `${summary.date}T00:00:00.000Z`, type: 3 }];
  const video = (index: number, language: string, country: string) => ({
    id: hex(24, id, 'video', index),
    key: hex(11, id, index),
    name: `${language === 'de' ? 'Deutscher Trailer' : 'Official Trailer'} ${index + 1}`,
    site: 'YouTube',
    size: 1080,
    type: 'Trailer',
    official: true,
    published: `${year}-01-15T12:00:00.000Z`,
    language,
    country,
  });
  return {
    ...summary,
    runtime: 80 + below(80),
    imdb: `tt${generatedImdb(id)}`,
    budget: below(2000) * 100_000,
    revenue: below(3_000_000) * 1000,
    homepage: '',
    countries: ['US'],
    spoken: ['en'],
    companies: some(companies, 2),
    keywords: some(keywords, 6),
    cast: Array.from({ length: CAST }, (_, role) => castRow(id, role)),
    crew: CREW.map((job, index) => crewRow(id, job, index)),
    posters: generatedImages(id, 'p', 1000, 1500, ['en', 'de', 'fr', null]),
    backdrops: generatedImages(id, 'b', 1920, 1080, [null, 'en', 'de']),
    logos: generatedImages(id, 'l', 800, 300, ['en', 'de']),
    alternatives: [
      ['GB', `${summary.title} (${year})`, ''],
      ['DE', `${summary.titles?.['de'] ?? ''} (${year})`, ''],
    ],
    releases: { US: release('PG-13'), DE: release('12'), GB: release('12A') },
    videos: [video(0, 'en', 'US'), video(1, 'en', 'US'), video(2, 'de', 'DE')],
    providers: generatedProviders(id),
    external: { wikidata: `Q${id}` },
  };
}

export function generatedPerson(id: number): Person {
  const { below, pick } = random(id ^ 0xbeef);
  return {
    id,
    name: generatedName(id),
    gender: 1 + below(3),
    department: 'Acting',
    profile: generatedPicture('f', id),
    popularity: below(30_000) / 1000,
    imdb: `nm${generatedImdb(id)}`,
    born: `${1930 + below(70)}-${twoDigits(1 + below(12))}-${twoDigits(1 + below(28))}`,
    place: pick(['Berlin, Germany', 'Lyon, France', 'Chicago, Illinois, USA']),
    aka: [],
  };
}

/** Ids of movies or series related to a generated one: mostly generated, every fifth from the catalogue. */
export function generatedNeighbours(id: number, count: number, salt: number, known: readonly { id: number }[] = MOVIES): number[] {
  const { below, pick } = random(id ^ salt);
  return Array.from({ length: count }, (_, index) =>
    index % 5 === 4 ? pick(known).id : FIRST_GENERATED + below(LAST_ID - FIRST_GENERATED),
  );
}
