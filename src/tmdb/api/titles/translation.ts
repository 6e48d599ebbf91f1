import { knownText, rowsOf } from '../../known.ts';
import { isIn, isSameAtTmdb, primaryLanguage, tagOf } from '../../language.ts';
import { isPlaceholder } from '../../placeholder.ts';

/** A resource's texts in one language: a row of its `translations` part. */
export interface TranslationRow<Data extends object = object> {
  iso_639_1: string;
  iso_3166_1?: string;
  /** The language's name for itself. */
  name?: string;
  english_name?: string;
  /** A text `""` is missing; a title `""` may also be the same as the original. */
  data?: Data;
}

/** A text and its language, null when TMDB does not tell. */
export interface Text {
  readonly text: string;
  readonly language: string | null;
}

/** A text of details or of a list item, in the requested language. */
export interface SentText {
  readonly text: string | null;
  /** Only of titles: the original, which TMDB silently sends when there is no translation. */
  readonly original?: string | null;
  /** TMDB's code of the language of the original. */
  readonly originalLanguage?: string | null;
  /** Only of names that TMDB makes up where there is none: the number of the object. */
  readonly number?: number;
}

/** Languages in order of preference. */
type Languages = readonly [string, ...string[]];

/** Whether a language is that of the original. */
const isOriginal = ({ originalLanguage }: SentText, language: string): boolean =>
  Boolean(originalLanguage) && isIn(language)({ iso_639_1: originalLanguage ?? null });

const isSilentlyOriginal = (sent: SentText, language: string): boolean =>
  sent.text === sent.original && Boolean(sent.originalLanguage) && !isOriginal(sent, language);

const originalOf = ({ original, originalLanguage = null }: SentText): Text | null =>
  original ? { text: original, language: tagOf({ iso_639_1: originalLanguage }) } : null;

/** Whether TMDB has probably invented a text, which is then in no language. */
const isMadeUp = ({ number }: SentText, text: string | null): boolean =>
  number !== undefined && text !== null && isPlaceholder(text, number);

/** The text that remains where no language has one: a made-up name is better than none. */
const lastResort = (sent: SentText): Text | null =>
  sent.number !== undefined && sent.text !== null ? { text: sent.text, language: null } : originalOf(sent);

/**
 * The text in the most preferred language that has it, as far as the document in the first of them can tell.
 * @returns undefined when only the translations can tell.
 */
export function sentText(sent: SentText, [wanted, next]: Languages): Text | null | undefined {
  if (sent.text !== null && !isSilentlyOriginal(sent, wanted) && !isMadeUp(sent, sent.text)) return { text: sent.text, language: wanted };
  if (next === undefined) return lastResort(sent);
  // There is no translation, and the original is in the next language.
  return sent.text !== null && isOriginal(sent, next) ? originalOf(sent) : undefined;
}

/**
 * The same from all translations. An empty name of an episode or season was never written, so TMDB made it up.
 * @param sentIn The language of the document that `sent` is from.
 * @param read Reads the text from a row's data.
 */
export function translatedText<Data extends object>(
  sent: SentText,
  sentIn: string,
  rows: readonly TranslationRow<Data>[] | null | undefined,
  read: (data: Data) => string | undefined,
  languages: Languages,
): Text | null {
  const original = originalOf(sent);
  const [first] = languages;
  const textOf = ({ data }: TranslationRow<Data>): string | null => (data ? knownText(read(data)) : null);
  for (const language of languages) {
    const variants = variantsOf(language, rowsOf(rows));
    const [likeliest] = variants; // the one that TMDB sends
    const isEmpty = sent.number !== undefined && (likeliest ? textOf(likeliest) === null : isMadeUp(sent, sent.text));
    if (isSameAtTmdb(language, sentIn) && sent.text !== null && !isSilentlyOriginal(sent, language) && !isEmpty)
      return { text: sent.text, language };
    for (const row of variants) {
      const text = textOf(row);
      // A name that is only a number in another language is not better than a made-up one in the first.
      if (text !== null && (language === first || !isMadeUp(sent, text))) return { text, language: tagOf(row) };
    }
    if (original && (variants.length > 0 || isOriginal(sent, language))) return original;
  }
  return isSameAtTmdb(first, sentIn) ? lastResort(sent) : original;
}

/**
 * Rows of a language. `pt-BR` matches that variant only; `pt` any, the likeliest by CLDR (Brazil) first, then in TMDB's order.
 * Rows under a double code come after those under the code itself.
 */
function variantsOf<Row extends TranslationRow>(language: string, rows: readonly Row[]): Row[] {
  const spoken = rows.filter(isIn(language));
  if (spoken.length < 2) return spoken;
  const code = primaryLanguage(language);
  const likely = language === code ? `${code}-${new Intl.Locale(code).maximize().region}` : language;
  const rank = (row: Row): number => (tagOf(row) === likely ? 2 : 0) + (row.iso_639_1 === code ? 1 : 0);
  return spoken.toSorted((a, b) => rank(b) - rank(a));
}
