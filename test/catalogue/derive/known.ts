import { createHash } from 'node:crypto';
import type { Person } from '../../../src/sandbox/catalogue/catalogue-rows.ts';
import { FIRST_UNRECORDED } from '../../../src/sandbox/catalogue/first-ids.ts';
import { addCast, addCrew, cast, collections, companies, crew, fill, movieOf, keywords, people } from './facts.ts';
import { KNOWN_COMPANIES, KNOWN_MOVIES, KNOWN_MONEY } from './known-movies.ts';

const hexOf = (name: string) => createHash('md5').update(name).digest('hex').slice(0, 24);
const MAKERS = ['Acting', 'Directing', 'Writing', 'Production', 'Creator'];
const unrecorded = [
  ...new Set(KNOWN_MOVIES.flatMap((movie) => [...movie.directors, ...movie.writers, ...movie.cast.map(({ name }) => name)])),
].toSorted();

/**
 * The recorded person of this name in these departments, else one with an id of the sandbox's own.
 */
function personNamed(name: string, departments: readonly string[]): Person {
  const namesakes = [...people.values()].filter(
    (person) => person.name === name && person.id < FIRST_UNRECORDED && departments.includes(person.department ?? 'Acting'),
  );
  const known = namesakes.toSorted((a, b) => (b.popularity ?? 0) - (a.popularity ?? 0))[0];
  if (known) return known;
  const id = FIRST_UNRECORDED + unrecorded.indexOf(name);
  const person = people.get(id) ?? { id, name, department: departments[0] ?? 'Acting' };
  people.set(id, person);
  return person;
}

const keywordNames = [...new Set(KNOWN_MOVIES.flatMap((movie) => movie.keywords))].toSorted();
function keywordNamed(name: string): number {
  const known = [...keywords.values()].find((keyword) => keyword.name === name);
  const keyword = known ?? { id: FIRST_UNRECORDED + keywordNames.indexOf(name), name };
  keywords.set(keyword.id, keyword);
  return keyword.id;
}

/** Adds widely known facts to those that the recordings tell. */
export function addKnownFacts(): void {
  for (const known of KNOWN_MOVIES) {
    const movie = movieOf(known.id);
    fill(movie, {
      title: known.title,
      date: known.date,
      language: known.language,
      runtime: known.runtime,
      imdb: known.imdb,
      countries: [known.country],
      spoken: [known.language],
      collection: known.collection?.id ?? 0,
      alternatives: known.german ? [['DE', known.german, '']] : [],
      releases: {
        US: [{ certification: known.certificate, language: '', note: '', date: `${known.date}T00:00:00.000Z`, type: 3 }],
      },
    });
    movie.keywords = [...new Set([...(movie.keywords ?? []), ...known.keywords.map(keywordNamed)])];
    if (movie.genres.length === 0) movie.genres = known.genres;
    if (known.german) movie.titles = { de: known.german, ...movie.titles };
    if (known.collection) collections.set(known.collection.id, { ...collections.get(known.collection.id), ...known.collection });
    const found = cast.get(movie.id);
    cast.delete(movie.id);
    known.cast.forEach(({ name, character }, order) => {
      const person = personNamed(name, ['Acting', 'Directing']);
      addCast(movie.id, {
        id: person.id,
        character,
        credit: hexOf(`${movie.id} ${person.id} ${character}`),
        ...found?.get(person.id),
        order,
      });
    });
    for (const row of found?.values() ?? [])
      addCast(movie.id, known.cast.length > 0 ? { ...row, order: Math.max(row.order, known.cast.length) } : row);
    for (const [names, department, job] of [
      [known.directors, 'Directing', 'Director'],
      [known.writers, 'Writing', 'Screenplay'],
    ] as const) {
      const recorded = [...(crew.get(movie.id)?.values() ?? [])]
        .filter((row) => row.department === department)
        .map(({ id }) => people.get(id)?.name);
      for (const name of names.filter((name) => !recorded.includes(name))) {
        const person = personNamed(name, [department, ...MAKERS]);
        addCrew(movie.id, { id: person.id, department, job, credit: hexOf(`${movie.id} ${person.id} ${job}`) });
      }
    }
  }

  // Answers of 2014 had credits without ids.
  for (const [id, rows] of cast) for (const row of rows.values()) row.credit ||= hexOf(`${id} ${row.id} ${row.character}`);
  for (const [id, rows] of crew) for (const row of rows.values()) row.credit ||= hexOf(`${id} ${row.id} ${row.job}`);

  for (const [id, budget, revenue] of KNOWN_MONEY) fill(movieOf(id), { budget, revenue });
  for (const [name, ids] of KNOWN_COMPANIES) {
    const company = [...companies.values()].find((row) => row.name === name);
    if (!company) throw new Error(`No recording names the company ${name}.`);
    for (const id of ids) movieOf(id).companies = [...new Set([...(movieOf(id).companies ?? []), company.id])];
  }
}
