import { createHash } from 'node:crypto';
import type { Person } from '../../../src/sandbox/catalogue/catalogue-rows.ts';
import { FIRST_UNRECORDED } from '../../../src/sandbox/catalogue/first-ids.ts';
import { addCast, addCrew, cast, collections, companies, crew, fill, filmOf, keywords, people } from './facts.ts';
import { KNOWN_COMPANIES, KNOWN_FILMS, KNOWN_MONEY } from './known-films.ts';

const made = (name: string) => createHash('md5').update(name).digest('hex').slice(0, 24);
const MAKERS = ['Acting', 'Directing', 'Writing', 'Production', 'Creator'];
const unrecorded = [
  ...new Set(KNOWN_FILMS.flatMap((film) => [...film.directors, ...film.writers, ...film.cast.map(({ name }) => name)])),
].toSorted();

/**
 * The recorded person of this name who does this work; one with an id of the sandbox's own, when no recording names
 * one.
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

const keywordNames = [...new Set(KNOWN_FILMS.flatMap((film) => film.keywords))].toSorted();
function keywordNamed(name: string): number {
  const known = [...keywords.values()].find((keyword) => keyword.name === name);
  const keyword = known ?? { id: FIRST_UNRECORDED + keywordNames.indexOf(name), name };
  keywords.set(keyword.id, keyword);
  return keyword.id;
}

/** Adds what is widely known to what the recordings say. */
export function addKnownFacts(): void {
  for (const known of KNOWN_FILMS) {
    const film = filmOf(known.id);
    fill(film, {
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
    film.keywords = [...new Set([...(film.keywords ?? []), ...known.keywords.map(keywordNamed)])];
    if (film.genres.length === 0) film.genres = known.genres;
    if (known.german) film.titles = { de: known.german, ...film.titles };
    if (known.collection) collections.set(known.collection.id, { ...collections.get(known.collection.id), ...known.collection });
    const found = cast.get(film.id);
    cast.delete(film.id);
    known.cast.forEach(({ name, character }, order) => {
      const person = personNamed(name, ['Acting', 'Directing']);
      addCast(film.id, {
        id: person.id,
        character,
        credit: made(`${film.id} ${person.id} ${character}`),
        ...found?.get(person.id),
        order,
      });
    });
    for (const row of found?.values() ?? [])
      addCast(film.id, known.cast.length > 0 ? { ...row, order: Math.max(row.order, known.cast.length) } : row);
    for (const [names, department, job] of [
      [known.directors, 'Directing', 'Director'],
      [known.writers, 'Writing', 'Screenplay'],
    ] as const) {
      const told = [...(crew.get(film.id)?.values() ?? [])]
        .filter((row) => row.department === department)
        .map(({ id }) => people.get(id)?.name);
      for (const name of names.filter((name) => !told.includes(name))) {
        const person = personNamed(name, [department, ...MAKERS]);
        addCrew(film.id, { id: person.id, department, job, credit: made(`${film.id} ${person.id} ${job}`) });
      }
    }
  }

  // Answers of 2014 had credits without ids.
  for (const [id, rows] of cast) for (const row of rows.values()) row.credit ||= made(`${id} ${row.id} ${row.character}`);
  for (const [id, rows] of crew) for (const row of rows.values()) row.credit ||= made(`${id} ${row.id} ${row.job}`);

  for (const [id, budget, revenue] of KNOWN_MONEY) fill(filmOf(id), { budget, revenue });
  for (const [name, ids] of KNOWN_COMPANIES) {
    const company = [...companies.values()].find((row) => row.name === name);
    if (!company) throw new Error(`No recording names the company ${name}.`);
    for (const id of ids) filmOf(id).companies = [...new Set([...(filmOf(id).companies ?? []), company.id])];
  }
}
