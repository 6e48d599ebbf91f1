import { random } from './random.ts';

const words = (text: string) => text.trim().split(/\s+/);
/** Pairs of an English and a German word. All German nouns are feminine, so that one article and one ending fit them all. */
const pairs = (text: string) => words(text).map((pair) => pair.split('/') as [english: string, german: string]);

const FIRST_NAMES = words(`
  Ada Bruno Clara Dario Edith Felix Greta Hugo Ines Jonas Karla Leon Mira Nils Olga Pavel Rosa Silas Thea Viktor
  Wanda Yara
`);
const LAST_NAMES = words(`
  Abel Brandt Castell Dorn Engel Falk Grimm Hartwig Ibsen Jansen Keller Lorenz Marlow Norden Orlov Petri Quast
  Reuter Sommer Thorne Ulrich Vance Winter Zander
`);
const ADJECTIVES = pairs(`
  Silent/stille Crimson/rote Last/letzte Hidden/verborgene Broken/zerbrochene Golden/goldene Distant/ferne
  Frozen/gefrorene Invisible/unsichtbare Endless/endlose Second/zweite Borrowed/geborgte
`);
const NOUNS = pairs(`
  Island/Insel City/Stadt Bridge/Brücke Night/Nacht Journey/Reise Machine/Maschine Border/Grenze Sun/Sonne
  Letter/Botschaft Memory/Erinnerung Clock/Uhr World/Welt Voice/Stimme Door/Tür
`);

export function generatedName(id: number): string {
  const { pick } = random(id ^ 0x5eed);
  return `${pick(FIRST_NAMES)} ${pick(LAST_NAMES)}`;
}

/** Titles end in the id in base 36, so that no two movies share one. */
export function generatedTitles(id: number): { english: string; german: string } {
  const { pick } = random(id ^ 0x717e);
  const [adjective, germanAdjective] = pick(ADJECTIVES);
  const [noun, germanNoun] = pick(NOUNS);
  const number = id.toString(36).toUpperCase();
  return { english: `The ${adjective} ${noun} ${number}`, german: `Die ${germanAdjective} ${germanNoun} ${number}` };
}

/**
 * The name of a generated image, which tells pictures/subjects.ts its kind and owner: a letter, the id in base 36, and which of
 * them it is. Only logos (`l`) have a transparent ground; every other one is an SVG.
 */
export const generatedPicture = (kind: string, id: number, index = 0) =>
  `/${kind}-${id.toString(36)}${index ? `-${index}` : ''}.${kind !== 'l' ? 'jpg' : index % 2 === 0 ? 'png' : 'svg'}`;
export const twoDigits = (value: number) => String(value).padStart(2, '0');
