import type { ImageRow, LogoRow } from '../catalogue/catalogue-rows.ts';
import { COLLECTIONS, COMPANIES, MOVIES, NETWORKS, PEOPLE, SERIES, SERIES_BY_ID } from '../catalogue/catalogue.ts';
import { FIRST_GENERATED } from '../catalogue/first-ids.ts';
import { generatedMovie } from '../generated/generated-movies.ts';
import { generatedPerson } from '../generated/generated-people.ts';

export type Kind = 'poster' | 'backdrop' | 'logo' | 'profile' | 'still' | 'badge';

/** What a picture shows. */
export interface Subject {
  readonly kind: Kind;
  /** A title or name. */
  readonly label: string;
  /** TMDB's genres of the movie or series. */
  readonly genres: readonly number[];
  /** A person's, as TMDB numbers it: 1 female, 2 male. */
  readonly gender?: number | undefined;
  /** Pixels of the original, where a list of images names them. */
  readonly width?: number;
  readonly height?: number;
}

/** Logos drawn as SVG also exist as PNG, under the same name. */
const withoutSuffix = (file: string) => file.replace(/\.\w+$/, '');

function* allSubjects(): Generator<readonly [file: string | undefined, subject: Subject]> {
  for (const { name: label, gender, profile, profiles = [], tagged = [] } of PEOPLE) {
    yield [profile, { kind: 'profile', label, genres: [], gender }];
    yield* listed({ kind: 'profile', label, genres: [], gender }, profiles);
    // Overwritten below when the image belongs to a movie.
    for (const { type, image } of tagged) yield* listed({ kind: type, label, genres: [] }, [image]);
  }
  for (const { title, titles, genres, poster, backdrop, posters, backdrops, logos } of MOVIES) {
    const label = titles?.['en'] ?? title;
    yield* titled({ label, genres, poster, backdrop, posters, backdrops, logos });
  }
  for (const { name, names, genres, poster, backdrop, posters, backdrops, logos, seasons = [], episodes = [] } of SERIES) {
    const label = names?.['en'] ?? name;
    for (const { still } of episodes) yield [still, { kind: 'still', label, genres }];
    for (const season of seasons) {
      yield* titled({ label: `${label} ${season.name}`, genres, poster: season.poster, posters: season.posters });
    }
    yield* titled({ label, genres, poster, backdrop, posters, backdrops, logos });
  }
  for (const { providers = {} } of [...MOVIES, ...SERIES]) {
    for (const { logo_path: file, provider_name: label } of Object.values(providers).flatMap((offers) => Object.values(offers).flat()))
      yield [file, { kind: 'badge', label, genres: [] }];
  }
  for (const { name: label, logo, logos = [] } of [...COMPANIES.values(), ...NETWORKS.values()]) {
    yield [logo, { kind: 'logo', label, genres: [] }];
    yield* listed({ kind: 'logo', label, genres: [] }, logos);
  }
  for (const { id, name: label, poster, backdrop, posters, backdrops } of COLLECTIONS.values()) {
    const genres = MOVIES.find(({ collection }) => collection === id)?.genres ?? [];
    yield* titled({ label, genres, poster, backdrop, posters, backdrops });
  }
}

function* listed(subject: Subject, rows: readonly (ImageRow | LogoRow)[]) {
  for (const [file, width, height] of rows) yield [file, { ...subject, width, height }] as const;
}

interface Titled {
  label: string;
  genres: readonly number[];
  poster?: string | undefined;
  backdrop?: string | undefined;
  posters?: readonly ImageRow[] | undefined;
  backdrops?: readonly ImageRow[] | undefined;
  logos?: readonly ImageRow[] | undefined;
}

function* titled({ label, genres, poster, backdrop, posters = [], backdrops = [], logos = [] }: Titled) {
  yield [poster, { kind: 'poster', label, genres }] as const;
  yield [backdrop, { kind: 'backdrop', label, genres }] as const;
  yield* listed({ kind: 'poster', label, genres }, posters);
  yield* listed({ kind: 'backdrop', label, genres }, backdrops);
  yield* listed({ kind: 'logo', label, genres }, logos);
}

const known = new Map<string, Subject>();
for (const [file, subject] of allSubjects()) {
  // A file that is named twice keeps its pixels.
  if (file) known.set(withoutSuffix(file), { ...known.get(withoutSuffix(file)), ...subject });
}

/** The date moves no picture. */
const ANY_DAY = '2000-01-01';

const GENERATED_KINDS: Readonly<Record<string, Kind>> = { p: 'poster', b: 'backdrop', l: 'logo', f: 'profile', s: 'still' };

/** Reads the name of a generated image, which tells its kind and owner: a letter, a dash, the id in base 36. */
function generatedSubject(name: string): Subject | undefined {
  const [, letter = '', digits = ''] = /^\/([pblfs])-([0-9a-z]+)(?:-\d+)?$/.exec(name) ?? [];
  const kind = GENERATED_KINDS[letter];
  const id = parseInt(digits, 36);
  const series = SERIES_BY_ID.get(id);
  if (kind === 'still' && series) return { kind, label: series.names?.['en'] ?? series.name, genres: series.genres };
  if (!kind || !(id >= FIRST_GENERATED)) return undefined;
  if (kind === 'profile') {
    const { name, gender } = generatedPerson(id);
    return { kind, label: name, genres: [], gender };
  }
  const { title, genres, posters = [], backdrops = [], logos = [] } = generatedMovie(id, ANY_DAY);
  // The id at its end makes a title unique, but no poster would show it.
  const subject: Subject = { kind, label: title.replace(/ [0-9A-Z]+$/, ''), genres };
  for (const [file, listedSubject] of listed(subject, [...posters, ...backdrops, ...logos]))
    if (withoutSuffix(file) === name) return listedSubject;
  return subject;
}

/** Reads a name that is a word, as avatars and the logos of watch providers have: `/apple-tv`. */
function namedSubject(name: string): Subject | undefined {
  const words = /^\/(?:avatar-)?([a-z]+(?:-[a-z]+)*)$/.exec(name)?.[1];
  if (words === undefined) return undefined;
  return { kind: 'badge', label: words.replaceAll('-', ' ').replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase()), genres: [] };
}

/** What an image file shows; undefined when its name does not tell. */
export function subjectOf(file: string): Subject | undefined {
  const name = withoutSuffix(file);
  return known.get(name) ?? generatedSubject(name) ?? namedSubject(name);
}
