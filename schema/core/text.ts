import { isPromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import type { GraphQLResolveInfo } from 'graphql';
import type { Locale } from '../../src/tmdb/locale.ts';
import { GatewayError } from '../../src/tmdb/error.ts';
import { knownText } from '../../src/tmdb/known.ts';
import { foldVariants, isSameAtTmdb, languageChain, tagOf } from '../../src/tmdb/language.ts';
import type { DocumentOf, Part, Resource } from '../../src/tmdb/resource.ts';
import { sentText, translatedText, type SentText, type Text, type TranslationRow } from '../../src/tmdb/api/titles/translation.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { operationLocale } from './locale.ts';
import { detailsOrSummary, detailsWish } from './fields.ts';
import type { Declaration } from './declaration.ts';
import type { Node } from './node.ts';
import { wishFor } from './parameters.ts';

/** Arguments of a text field. */
export const textArgs = builder.args((t) => ({
  language: t.field({ type: 'LanguageTag', description: 'Only this language, instead of the operation’s languages.' }),
}));

interface TextArgs {
  language?: string | null | undefined;
}

/** Finds a value in the details of the operation's other languages, one after the other, and at last in English. */
export async function inAnotherLanguage<R extends Resource, Out>(
  resource: R,
  ref: string,
  context: Context,
  info: GraphQLResolveInfo,
  pick: (doc: DocumentOf<R['parts']['details']>) => Out | null,
): Promise<Out | null> {
  const locale = operationLocale(context, info);
  const [sent, ...others] = locale.languages;
  for (const language of new Set([...others, 'en'])) {
    if (isSameAtTmdb(language, sent)) continue;
    const found = pick(await context.load(detailsWish(resource, ref, { ...locale, languages: [language] })));
    if (found !== null) return found;
  }
  return null;
}

/** A resource whose texts have translations. */
type Translated = Resource<{ details: Part<unknown>; translations: Part<{ translations?: TranslationRow[] }> }>;

type DetailsOf<R extends Translated> = DocumentOf<R['parts']['details']>;
type TextsOf<R extends Translated> =
  DocumentOf<R['parts']['translations']> extends { translations?: TranslationRow<infer Texts>[] } ? Texts : never;

/** The keys under which TMDB has one text of an object. */
export interface TextRow<R extends Translated> {
  /** Key in details and, unless only details have the text, in list items. */
  readonly key: keyof DetailsOf<R> & string;
  readonly detailsOnly?: boolean;
  /** For titles: the key of the original title. */
  readonly original?: keyof DetailsOf<R> & string;
  /** Key in translations, where it differs. */
  readonly translated?: keyof TextsOf<R> & string;
  /**
   * The list in which a list item finds the text in another language; it brings all its neighbours too. Only for texts that
   * TMDB never fills in from another language by itself.
   */
  readonly inList?: Resource['detailsIn'];
  /** For names that TMDB makes up where there is none, of a word and the number of the object: the last one in its ref. */
  readonly numbered?: boolean;
}

function sentBy(document: object, ref: string, row: { key: string; original?: string; numbered?: boolean }): SentText {
  const { key, original, numbered = false } = row;
  // The compiler checks the keys of each row against the type of the document.
  const texts = document as Readonly<Record<string, string | null | undefined>>;
  const text = knownText(texts[key]);
  if (numbered) return { text, number: Number(ref.slice(ref.lastIndexOf('-') + 1)) };
  return original === undefined
    ? { text }
    : { text, original: knownText(texts[original]), originalLanguage: knownText(texts['original_language']) };
}

function languagesOf({ language }: TextArgs, { languages }: Locale): Locale['languages'] {
  if (!language) return languages;
  const [first = language, ...others] = languageChain([language]);
  return [first, ...others];
}

/** What was folded last: the fields of an operation have the same languages. */
let last: { readonly languages: Locale['languages']; readonly folded: Locale['languages'] } | undefined;

/** The languages for which a list item is worth a request: of those that a browser sends by themselves, only the first. */
function languagesInList(args: TextArgs, locale: Locale): Locale['languages'] {
  const languages = languagesOf(args, locale);
  if (locale.negotiated && !args.language) return [languages[0]];
  if (last?.languages !== languages) last = { languages, folded: foldVariants(languages) };
  return last.folded;
}

/** Tests whether the text may have to come from translations instead of details. */
function needsTranslations(args: TextArgs, locale: Locale): boolean {
  const [wanted, next] = languagesOf(args, locale);
  return next !== undefined || wanted !== locale.languages[0];
}

interface TextField<Out> {
  readonly args: typeof textArgs;
  readonly extensions: { readonly tmdb: Declaration<TextArgs> };
  resolve(node: Node, args: TextArgs, context: Context, info: GraphQLResolveInfo): MaybePromise<Out>;
}

/** A text that an operation wants of an object. */
interface Wanted {
  readonly node: Node;
  readonly args: TextArgs;
  readonly context: Context;
  readonly locale: Locale;
  /** Whether it may have to come from translations instead of details. */
  readonly needsAll: boolean;
}

/**
 * Makes a text field, in the first of the operation's languages that has the text. Translations are appended to the request
 * for details, so they cost nothing; those of a list item are requested only when its text is missing.
 */
export const fromText = <R extends Translated>(resource: R, row: TextRow<R>): TextField<string | null> =>
  textField(resource, row, (found) => found?.text ?? null);

/**
 * Makes a field for the language in which {@link fromText} finds the text. Only translations can tell whether a name was
 * written or invented.
 */
export const languageFrom = <R extends Translated>(resource: R, row: TextRow<R>): TextField<string | null> =>
  textField(resource, row, (found) => found?.language ?? null, row.numbered);

function textField<R extends Translated, Out>(
  resource: R,
  row: TextRow<R>,
  pick: (found: Text | null) => Out,
  always = false,
): TextField<Out> {
  const { key, detailsOnly = false, translated = key, inList, numbered = false } = row;
  const isIn = (summary: object) => key in summary;
  const keyOf = (language: string): string => `${key} ${language} ${always}`;
  const isInItems = (summary: unknown): boolean => !detailsOnly && isIn(summary as object);
  const usual = { isIn: isInItems, key: keyOf('') };
  const translationsOf = (ref: string, locale: Locale) => wishFor<R, 'translations'>(resource, 'translations', ref, {}, locale);

  /** Finds the text where the document that TMDB sent does not have it. */
  async function inAnother(
    { node: { ref }, context, locale }: Wanted,
    languages: Locale['languages'],
    sent: SentText,
    isItem: boolean,
  ): Promise<Out> {
    const [sentIn] = locale.languages;
    try {
      if (inList && isItem) {
        for (const language of languages.filter((one) => one !== sentIn)) {
          const list = inList(ref);
          const doc = await context.load(detailsWish(list.resource, list.ref, { ...locale, languages: [language] }));
          const there = sentText(sentBy(list.rowIn(doc as never) ?? {}, ref, row), [language]);
          if (there?.language) return pick(there);
        }
        return pick((languages[0] === sentIn ? sentText(sent, [sentIn]) : undefined) ?? null);
      }
      const doc = (await context.load(translationsOf(ref, locale))) as { translations?: TranslationRow<Record<string, string>>[] };
      return pick(translatedText(sent, sentIn, doc.translations, (texts) => texts[translated], languages));
    } catch (error) {
      // Translations failed: the text that TMDB sent, perhaps in its fallback language, is better than none.
      if (languages[0] !== sentIn || sent.text === null || !(error instanceof GatewayError)) throw error;
      return pick({ text: sent.text, language: tagOf({ iso_639_1: sent.originalLanguage ?? null }) });
    }
  }

  const optionsFor = ({ node: { ref }, args, context, locale, needsAll }: Wanted) => ({
    ...usual,
    ...(args.language && { key: keyOf(args.language) }),
    beside: needsAll ? () => context.load(translationsOf(ref, locale)) : undefined,
  });

  type Found = Awaited<ReturnType<typeof detailsOrSummary<R, unknown>>>;

  function read(wanted: Wanted, { doc: document, isSummary: isItem }: Found): MaybePromise<Out> {
    const { node, args, locale, needsAll } = wanted;
    const languages = isItem ? languagesInList(args, locale) : languagesOf(args, locale);
    const sent = sentBy(document as object, node.ref, row);
    const [sentIn] = locale.languages;
    const isSent = isItem ? isSameAtTmdb(languages[0], sentIn) : languages[0] === sentIn && !(numbered && needsAll);
    const found = isSent ? sentText(sent, languages) : undefined;
    return found === undefined ? inAnother(wanted, languages, sent, isItem) : pick(found);
  }

  const readLater = (wanted: Wanted, source: Promise<Found>): Promise<Out> => source.then((found) => read(wanted, found));

  return {
    args: textArgs,
    extensions: {
      tmdb: {
        part: { resource, part: 'details' },
        ...(!detailsOnly && { isIn }),
        wishes: (args, locale, { ref }) => [
          detailsWish(resource, ref, locale),
          ...(always || needsTranslations(args, locale) ? [translationsOf(ref, locale)] : []),
        ],
        ...(inList !== undefined && { more: 0 }),
      },
    },
    resolve(node, args, context, info) {
      const locale = operationLocale(context, info);
      const needsAll = always || needsTranslations(args, locale);
      const wanted = { node, args, context, locale, needsAll };
      const source = detailsOrSummary(resource, node, context, info, needsAll || args.language ? optionsFor(wanted) : usual);
      return isPromise(source) ? readLater(wanted, source) : read(wanted, source);
    },
  };
}
