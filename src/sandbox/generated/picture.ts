import type { ImageRow, LogoRow } from '../catalogue/catalogue-rows.ts';
import { COLLECTIONS, COMPANIES, MOVIES, NETWORKS, PEOPLE, SERIES } from '../catalogue/catalogue.ts';
import { FIRST_GENERATED } from '../catalogue/first-ids.ts';
import { generatedName, generatedTitles } from './generated-names.ts';

type Kind = 'poster' | 'backdrop' | 'logo' | 'profile' | 'still';

interface Known {
  kind: Kind;
  label: string;
}

/** Height divided by width, and the width of `original` in pixels. */
const SHAPES: Record<Kind, { ratio: number; original: number }> = {
  poster: { ratio: 1.5, original: 1000 },
  backdrop: { ratio: 9 / 16, original: 1920 },
  logo: { ratio: 0.4, original: 500 },
  profile: { ratio: 1.5, original: 1000 },
  still: { ratio: 9 / 16, original: 1920 },
};

/** Sizes that only backdrops have: they tell the kind of a file that the catalogue does not name. */
const WIDE = new Set(['w780', 'w1280']);

/** Logos drawn as SVG also exist as PNG, under the same name. */
const withoutSuffix = (file: string) => file.replace(/\.\w+$/, '');

const known = new Map<string, Known>();
const learn = (file: string | undefined, kind: Kind, label: string) => file && known.set(withoutSuffix(file), { kind, label });
const learnAll = (rows: readonly (ImageRow | LogoRow)[] = [], kind: Kind, label: string) => {
  for (const [file] of rows) learn(file, kind, label);
};
for (const person of PEOPLE) {
  learnAll(person.profiles, 'profile', person.name);
  learn(person.profile, 'profile', person.name);
  // Overwritten below when the image belongs to a movie.
  for (const { type, image } of person.tagged ?? []) learn(image[0], type === 'poster' ? 'poster' : 'backdrop', person.name);
}
for (const movie of MOVIES) {
  learnAll(movie.posters, 'poster', movie.title);
  learnAll(movie.backdrops, 'backdrop', movie.title);
  learnAll(movie.logos, 'logo', movie.title);
  learn(movie.poster, 'poster', movie.title);
  learn(movie.backdrop, 'backdrop', movie.title);
}
for (const series of SERIES) {
  learnAll(series.posters, 'poster', series.name);
  learnAll(series.backdrops, 'backdrop', series.name);
  learnAll(series.logos, 'logo', series.name);
  for (const { name, poster, posters } of series.seasons ?? []) {
    learnAll(posters, 'poster', `${series.name} ${name}`);
    learn(poster, 'poster', `${series.name} ${name}`);
  }
  for (const { name, still } of series.episodes ?? []) learn(still, 'still', name || series.name);
  learn(series.poster, 'poster', series.name);
  learn(series.backdrop, 'backdrop', series.name);
}
for (const company of [...COMPANIES.values(), ...NETWORKS.values()]) {
  learnAll(company.logos, 'logo', company.name);
  learn(company.logo, 'logo', company.name);
}
for (const collection of COLLECTIONS.values()) {
  learnAll(collection.posters, 'poster', collection.name);
  learnAll(collection.backdrops, 'backdrop', collection.name);
}

const GENERATED_KINDS: Record<string, Kind> = { p: 'poster', b: 'backdrop', l: 'logo', f: 'profile', s: 'still' };

/** Reads the name of a generated image, which tells its kind and owner: a letter, a dash, the id in base 36. */
function knownGenerated(file: string): Known | undefined {
  const [, letter = '', digits = ''] = /^\/([pblfs])-([0-9a-z]+)(?:-\d+)?\.jpg$/.exec(file) ?? [];
  const kind = GENERATED_KINDS[letter];
  const id = parseInt(digits, 36);
  if (!kind || !(id >= FIRST_GENERATED)) return undefined;
  return { kind, label: kind === 'profile' ? generatedName(id) : generatedTitles(id).english };
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** Wraps a text. @param width Of a line, in characters; a longer word has a line of its own. */
function lines(text: string, width: number): string[] {
  const found: string[] = [];
  for (const word of text.split(' ')) {
    const last = found.at(-1);
    if (last !== undefined && last.length + word.length < width) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}

function hueOf(file: string): number {
  let hash = 0;
  for (const char of file) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return hash % 360;
}

/**
 * Draws the image at a path such as `/w500/abc.jpg`: an SVG of that size, in colours derived from the file's name, with
 * the title or name of its owner. Undefined when the path is not that of an image.
 */
export function picture(path: string): string | undefined {
  const [, size = '', file = ''] = /^\/(w\d{2,4}|h\d{2,4}|original)(\/[\w.-]+\.(?:jpg|png|svg))$/.exec(path) ?? [];
  if (!size) return undefined;
  const { kind, label } = known.get(withoutSuffix(file)) ??
    knownGenerated(file) ?? { kind: WIDE.has(size) ? 'backdrop' : 'poster', label: '' };
  const { ratio, original } = SHAPES[kind];
  const number = Number(size.slice(1));
  const width = size === 'original' ? original : size.startsWith('h') ? Math.round(number / ratio) : number;
  const height = Math.round(width * ratio);
  const hue = hueOf(file);
  const text = lines(label, kind === 'backdrop' || kind === 'still' ? 28 : 13);
  const letter = Math.round(Math.min(width / 8, height / (text.length + 3)));
  const top = height / 2 - ((text.length - 1) * letter * 1.2) / 2;
  const spans = text.map((line, index) => `<text x="50%" y="${Math.round(top + index * letter * 1.2)}">${escaped(line)}</text>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(label)}</title>
<defs><linearGradient id="g" x2="1" y2="1">
<stop stop-color="hsl(${hue} 45% 32%)"/><stop offset="1" stop-color="hsl(${(hue + 50) % 360} 55% 16%)"/>
</linearGradient></defs>
<rect width="100%" height="100%" fill="url(#g)"/>
<g fill="#fff" font-family="system-ui, sans-serif" font-weight="600" font-size="${letter}" text-anchor="middle"
 dominant-baseline="middle">${spans}</g>
</svg>`;
}
