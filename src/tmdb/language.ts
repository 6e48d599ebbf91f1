import { badInput } from './error.ts';
import { remembered } from '../remembered.ts';

/** Characters of a tag that are read. The longest in CLDR has 16; extensions make tags longer, and are dropped. */
const MAX_TAG_LENGTH = 100;

/** Codes that TMDB spells differently from `Intl.Locale`, which makes `fil` of `tl` and `sr-Latn` of `sh`. */
const TMDB_SPELLING: ReadonlyMap<string, string> = new Map([
  ['cn', 'yue'], // TMDB's own code for Cantonese
  ['fil', 'tl'],
  ['hbs', 'sh'],
  ['mo', 'mo'],
  ['mol', 'mo'],
  // TMDB has three codes for Norwegian. In the recorded answers all texts are under this one.
  ['nb', 'no'],
  ['nn', 'no'],
  ['sh', 'sh'],
  ['tw', 'tw'],
  ['twi', 'tw'],
  ['zxx', 'xx'], // no linguistic content
]);

/** Tags of RFC 5646 from before its grammar that name a language of TMDB; others of the form `i-klingon` name none. */
const GRANDFATHERED: ReadonlyMap<string, string> = new Map([
  ['en-gb-oed', 'en-GB'],
  ['i-lux', 'lb'],
  ['i-navajo', 'nv'],
  ['no-bok', 'nb'],
  ['no-nyn', 'nn'],
]);
const WITHOUT_LANGUAGE = /^(?:[ix](?:-[a-z\d]{1,8})+|sgn(?:-[a-z]{2}){2})$/i;

/** A language with an extended one, `zh-yue`: those in which one has its own code in TMDB, or is a variety of the first. */
const EXTENDED = /^(ar|lv|ms|sw|uz|zh)-([a-z]{3})(?=-|$)/i;

/** Regions in which TMDB has Chinese texts. The script of others decides. */
const CHINESE_REGIONS: readonly (string | undefined)[] = ['CN', 'HK', 'SG', 'TW'];

/** Spanish of Latin America, for which TMDB has no tag, and the tags that stand for it. */
const LATIN_AMERICAN = 'es-419';
const MEXICAN_FIRST = ['es-MX', 'es'];

/** TMDB's code for "no language". */
const NO_LANGUAGE = 'xx';

/** TMDB's tag for Cantonese texts. Original languages and images have the code `cn`. */
const CANTONESE = 'zh-HK';

function readTag(tag: string): Intl.Locale | undefined {
  try {
    const locale = new Intl.Locale(tag);
    // Longer language codes are reserved: `german` is none.
    return primaryLanguage(String(locale)).length > 3 ? undefined : locale;
  } catch {
    return undefined;
  }
}

/** Adds the likely subtags of CLDR: `zh-Hant` becomes `zh-Hant-TW`. */
const maximize = (tag: string): Intl.Locale => new Intl.Locale(tag).maximize();

/**
 * Chooses the region of a tag. Where TMDB's variants of a language have different scripts, the region says which, so a tag
 * with a script gets the likeliest region with that script: `TW` for `zh-Hant`, `CN` for `zh-Hans-HK`.
 */
function regionOf({ language, region }: Intl.Locale, script: string | undefined): string | undefined {
  const known = language !== 'zh' || region === undefined || CHINESE_REGIONS.includes(region);
  if (region === 'MO') return 'HK';
  if (script === undefined) return known ? region : maximize(`zh-${maximize(`zh-${region}`).script}`).region;
  const fits = known && region !== undefined && maximize(`${language}-${region}`).script === script;
  return fits ? region : maximize(`${language}-${script}`).region;
}

/**
 * Writes a BCP 47 tag as TMDB does: in two letters, with a country where the tag has one or its script asks for one. Scripts,
 * variants and extensions are dropped. A language that TMDB does not have keeps its three letters.
 * @returns undefined for a text that is no tag.
 */
function tmdbTag(tag: string): string | undefined {
  if (tag.length > MAX_TAG_LENGTH) return undefined;
  const lower = tag.toLowerCase();
  if (lower === ORIGINAL) return ORIGINAL;
  if (WITHOUT_LANGUAGE.test(tag) && !GRANDFATHERED.has(lower)) return 'und';
  const extended = EXTENDED.exec(tag);
  if (extended) {
    const [start, prefix = '', language = ''] = extended;
    const rest = tag.slice(start.length);
    const own = tmdbTag(language + rest);
    return own === undefined || isTmdbLanguage(own) ? own : tmdbTag(prefix + rest);
  }
  const written = GRANDFATHERED.get(lower) ?? tag;
  let locale = readTag(written);
  if (!locale) return undefined;
  const [, script] = /^[a-z]{2,3}-([a-z]{4})(?:-|$)/i.exec(written) ?? [];
  if (String(locale).startsWith('und-')) locale = locale.maximize();
  const code = primaryLanguage(String(locale));
  const language = TMDB_SPELLING.get(primaryLanguage(written).toLowerCase()) ?? TMDB_SPELLING.get(code) ?? code;
  if (language === 'yue') return CANTONESE;
  if (language.length > 2 || language === NO_LANGUAGE) return language;
  const region = regionOf(locale, script === undefined ? undefined : locale.script);
  if (region === undefined || (/\d/.test(region) && `${language}-${region}` !== LATIN_AMERICAN)) return language;
  return `${language}-${region}`;
}

/** Whether TMDB can have texts in a language: its codes have two letters. */
const isTmdbLanguage = (tag: string): boolean => primaryLanguage(tag).length === 2;

/** The language of a tag, without its country. */
export const primaryLanguage = (tag: string): string => tag.split('-', 1)[0] ?? '';

/** Reads the tag of a language in which TMDB can have texts; undefined for any other text. */
export function knownLanguage(text: string): string | undefined {
  const tag = tmdbTag(text);
  return tag !== undefined && isTmdbLanguage(tag) && tag !== NO_LANGUAGE ? tag : undefined;
}

/**
 * Reads any BCP 47 tag, in TMDB's spelling.
 * @returns `de`, `pt-BR`; `es-419` for Latin America; three letters for a language that TMDB does not have.
 * @throws GatewayError BAD_USER_INPUT
 */
export function parseLanguage(raw: unknown): string {
  const tag = typeof raw === 'string' ? tmdbTag(raw) : undefined;
  if (tag === undefined) throw badInput('Expected a BCP 47 language tag, such as de, pt-BR or zh-Hant.');
  return tag;
}

/** TMDB's code for a language of originals, which have no country: `cn` for Cantonese. Undefined for a variant. */
export function originalCode(tag: string): string | undefined {
  if (tag === CANTONESE) return 'cn';
  return tag.includes('-') ? undefined : tag;
}

/**
 * The languages of TMDB that tags stand for, in order of preference, each once: Latin American Spanish is Mexican, then any.
 * `en-US` and `en` are the same to TMDB.
 * @returns Nothing for languages that TMDB does not have.
 */
export function languageChain(tags: readonly string[]): string[] {
  const languages = tags.flatMap((tag) => (tag === LATIN_AMERICAN ? MEXICAN_FIRST : tag)).filter(isTmdbLanguage);
  const sent = languages.map(languageParameter);
  return languages.filter((_tag, index) => sent.indexOf(sent[index] ?? null) === index);
}
export function parseCountry(raw: unknown): string {
  if (typeof raw !== 'string' || !/^[a-z]{2}$/i.test(raw)) throw badInput('Expected an ISO 3166-1 alpha-2 country code, such as US.');
  return raw.toUpperCase();
}

/** TMDB's language when none is sent, so these are never sent. */
const TMDB_DEFAULTS = new Set(['en-US', 'en']);

/** The value of the `language` parameter; null when it can be omitted. */
export const languageParameter = (language: string): string | null => (TMDB_DEFAULTS.has(language) ? null : language);

/** Whether two tags are one language to TMDB, as `en` and `en-US` are. */
export const isSameAtTmdb = (one: string, other: string): boolean => one === other || languageParameter(one) === languageParameter(other);

/** Maximum number of languages in one argument: each one is searched for in every translated text. */
const MAX_LANGUAGES = 50;

/** @returns The same languages. @throws GatewayError BAD_USER_INPUT when there are more than {@link MAX_LANGUAGES}. */
export function fewLanguages<Languages extends readonly unknown[]>(languages: Languages): Languages {
  if (languages.length > MAX_LANGUAGES) throw badInput(`Expected at most ${MAX_LANGUAGES} languages.`);
  return languages;
}

/** The private tag by which `languages` of images and videos say "the original language", whichever it is. */
export const ORIGINAL = 'x-original';

/** All languages of TMDB's configuration: any can be an original language. */
const TMDB_LANGUAGES =
  'aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch cn co cr cs cu cv cy da de dv dz ee el en eo es ' +
  'et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj ' +
  'kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr ' +
  'nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg ' +
  'th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh xx yi yo za zh zu';

/** TMDB's codes for the languages of pictures of which one is the original language: all, and no language. */
const ANY_ORIGINAL: readonly string[] = [...TMDB_LANGUAGES.split(' '), 'null'];

/** Puts the original language of an object in its place among languages; an unknown one is left out. */
export const withOriginal = (languages: PictureLanguages, original: string | null): PictureLanguages =>
  languages.flatMap((tag) => (tag === ORIGINAL ? (original ?? []) : [tag]));

/** Languages of images or videos; null stands for images without text. */
export type PictureLanguages = readonly (string | null | undefined)[];

/**
 * The languages of images when an operation names none: its own, and images without text.
 * @returns null for all languages: TMDB sends all when `language` is omitted.
 */
export const usualPictureLanguages = ({ languages }: { readonly languages: readonly [string, ...string[]] }): PictureLanguages | null =>
  languageParameter(languages[0]) === null ? null : [...languages, null];

/** A row with the codes of its language and country. */
export interface OfLanguage {
  iso_639_1?: string | null;
  iso_3166_1?: string | null;
}

/**
 * Codes of TMDB that mean the same language as another tag, alone or with a country; '' is no language. Originals,
 * translations, images and videos are all compared through this table.
 */
const DOUBLE_CODES: ReadonlyMap<string, string> = new Map([
  ['cn', CANTONESE],
  ['mo', 'ro'], // Moldavian
  ['nb', 'no'],
  ['nn', 'no'],
  ['sh', 'sr'], // Serbo-Croatian: to CLDR, Serbian in Latin script
  ['tw-TW', 'zh-TW'], // Twi is spoken in Ghana, and TMDB's texts under this tag are Chinese.
  [NO_LANGUAGE, ''],
]);

/** Few rows have a code of the table, and many rows are compared. */
const DOUBLED: ReadonlySet<string> = new Set([...DOUBLE_CODES.keys()].map(primaryLanguage));

/** The language and country that a row's codes mean; '' without a language. */
function meaningOf({ iso_639_1: code, iso_3166_1: country }: OfLanguage): readonly [language: string, country?: string | null | undefined] {
  // TMDB occasionally sends values of another type.
  if (typeof code !== 'string') return [''];
  if (!DOUBLED.has(code)) return [code, country];
  const [language = '', variant = country] = (DOUBLE_CODES.get(`${code}-${country}`) ?? DOUBLE_CODES.get(code) ?? code).split('-');
  return [language, variant];
}

/** The one tag of a row's language: `pt-BR`, `zh-HK` for `cn-CN`; null without a language. */
export function tagOf(row: OfLanguage): string | null {
  const [language, country] = meaningOf(row);
  if (language === '') return null;
  return country ? `${language}-${country}` : language;
}

/** The code of a row's language, as TMDB writes it: `cn`; null without a language. */
export const codeOf = ({ iso_639_1: code }: OfLanguage): string | null =>
  typeof code === 'string' && meaningOf({ iso_639_1: code })[0] !== '' ? code : null;

function codesIn(tag: string): OfLanguage {
  const [code, country] = tag.split('-');
  return { iso_639_1: code ?? null, iso_3166_1: country ?? null };
}

const meaningOfTag = remembered((tag) => meaningOf(codesIn(tag)));

/**
 * Makes the test whether a row is in a language. A row without a country is in all variants of its language, and `pt` means all
 * of them too.
 */
export function isIn(tag: string | null | undefined): (row: OfLanguage) => boolean {
  const [wanted, variant] = meaningOfTag(tag ?? '');
  return (row) => {
    const [language, country] = meaningOf(row);
    return language === wanted && (!country || !variant || country === variant);
  };
}

/** Drops languages after their variants and variants after their language: `pt-BR, pt, en` are two languages, `pt-BR, pt-PT` too. */
export function foldVariants([first, ...others]: readonly [string, ...string[]]): [string, ...string[]] {
  const folded: [string, ...string[]] = [first];
  for (const tag of others) if (!folded.some((one) => isIn(one)(codesIn(tag)))) folded.push(tag);
  return folded;
}

/**
 * TMDB's codes for a language of images and videos, without countries: `cn` and `zh` for `zh-HK`, `null` for no language. All
 * codes for the original language, which is known only from the answer.
 */
export const codesOf = (tag: string | null | undefined): readonly string[] => codesOfTag(tag || '');

const codesOfTag = remembered((tag): readonly string[] => {
  if (tag === '') return ['null'];
  if (tag === ORIGINAL) return [...ANY_ORIGINAL];
  const means = isIn(tag);
  const doubles = [...DOUBLE_CODES.keys()].filter((code) => !code.includes('-') && means(codesIn(code)));
  return [...doubles, meaningOfTag(tag)[0] || 'null'];
});

/** The rows in any of these languages, in any of their variants. */
export function inAnyOf<Row extends OfLanguage>(rows: readonly Row[], languages: PictureLanguages): Row[] {
  const codes = new Set(languages.flatMap(codesOf));
  return rows.filter((row) => codes.has(tagOf(row) === null ? 'null' : (row.iso_639_1 ?? 'null')));
}

/**
 * The rows in the first of these languages that has any. When the language names a country, rows of other countries count
 * only if there are none of that country.
 */
export function inFirstLanguage<Row extends OfLanguage>(rows: readonly Row[], languages: PictureLanguages): Row[] {
  for (const tag of languages.flatMap((one) => (one === LATIN_AMERICAN ? MEXICAN_FIRST : [one]))) {
    const spoken = inAnyOf(rows, [tag]);
    const here = spoken.filter(isIn(tag));
    if (spoken.length > 0) return here.length > 0 ? here : spoken;
  }
  return [];
}
