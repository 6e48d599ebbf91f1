import { languageOf, rowNamed, type Call } from '../../http/call.ts';
import type { Collection } from '../../catalogue/catalogue-rows.ts';
import { COLLECTIONS, MOVIES_BY_COLLECTION } from '../../catalogue/catalogue.ts';
import { movieRow, MOVIE_TYPE } from './movies.ts';
import { imageLists } from '../media/images.ts';
import { translationsOf } from '../media/translations.ts';

const collectionOf = (call: Call): Collection => rowNamed(COLLECTIONS, call);

/** A collection's name; in German by TMDB's own pattern, unless another was recorded. */
export const collectionName = ({ name, titles }: Collection, language: string): string =>
  titles?.[language] ?? (language === 'de' ? name.replace(/ Collection$/, ' Filmreihe') : name);

const OVERVIEW: Record<string, (count: number) => string> = {
  en: (count) => `A series of movies; ${count} are listed here.`,
  de: (count) => `Eine Filmreihe; ${count} Filme sind hier verzeichnet.`,
};
const moviesOf = ({ id }: Collection) => (MOVIES_BY_COLLECTION.get(id) ?? []).toSorted((a, b) => a.date.localeCompare(b.date));
const overviewOf = (collection: Collection, language: string) => OVERVIEW[language]?.(moviesOf(collection).length) ?? '';

/** A collection as search shows it, which alone tells the original name. */
export const collectionRow = (collection: Collection, language: string) => ({
  adult: false,
  backdrop_path: collection.backdrop ?? null,
  id: collection.id,
  name: collectionName(collection, language),
  original_language: collection.language ?? 'en',
  original_name: collection.name,
  overview: overviewOf(collection, language),
  poster_path: collection.poster ?? null,
});

export function collectionDetails(call: Call) {
  const collection = collectionOf(call);
  const language = languageOf(call);
  const { adult: _adult, original_language: _language, original_name: _name, ...row } = collectionRow(collection, language);
  return { ...row, parts: moviesOf(collection).map((movie) => movieRow(movie, language, MOVIE_TYPE)) };
}

export const COLLECTION_PARTS = {
  images: (call) => {
    const { backdrops, posters } = collectionOf(call);
    return imageLists({ backdrops, posters }, call);
  },
  translations: (call) => {
    const collection = collectionOf(call);
    return translationsOf((language) => ({
      title: language === 'en' ? '' : collectionName(collection, language),
      overview: overviewOf(collection, language),
      homepage: '',
    }));
  },
} satisfies Record<string, (call: Call) => object>;
