import { languageOf, numberOf, type Call } from '../../http/call.ts';
import type { Collection } from '../../catalogue/catalogue-rows.ts';
import { COLLECTIONS, MOVIES_BY_COLLECTION } from '../../catalogue/catalogue.ts';
import { failure } from '../../http/failure.ts';
import { TEXT_LANGUAGES } from '../../generated/movie-text.ts';
import { movieRow, MOVIE_TYPE } from './movies.ts';
import { imageLanguages, imageRows } from '../media/images.ts';
import { inLanguage } from '../media/translations.ts';

function collectionOf({ params: [id] }: Call): Collection {
  const collection = COLLECTIONS.get(numberOf(id));
  if (!collection) throw failure(34);
  return collection;
}

/** A collection's name; in German by TMDB's own pattern, unless another was recorded. */
export const collectionName = ({ name, titles }: Collection, language: string): string =>
  titles?.[language] ?? (language === 'de' ? name.replace(/ Collection$/, ' Filmreihe') : name);

const OVERVIEW: Record<string, (count: number) => string> = {
  en: (count) => `A series of movies; ${count} are listed here.`,
  de: (count) => `Eine Filmreihe; ${count} Filme sind hier verzeichnet.`,
};
const moviesOf = ({ id }: Collection) => (MOVIES_BY_COLLECTION.get(id) ?? []).toSorted((a, b) => a.date.localeCompare(b.date));
const overviewOf = (collection: Collection, language: string) => OVERVIEW[language]?.(moviesOf(collection).length) ?? '';

export function collectionDetails(call: Call) {
  const collection = collectionOf(call);
  const language = languageOf(call);
  return {
    id: collection.id,
    name: collectionName(collection, language),
    overview: overviewOf(collection, language),
    poster_path: collection.poster ?? null,
    backdrop_path: collection.backdrop ?? null,
    parts: moviesOf(collection).map((movie) => movieRow(movie, language, MOVIE_TYPE)),
  };
}

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

const translation = (collection: Collection, language: string) => ({
  ...inLanguage(language),
  data: {
    title: language === 'en' ? '' : collectionName(collection, language),
    overview: overviewOf(collection, language),
    homepage: '',
  },
});

export const COLLECTION_PARTS = {
  images: (call) => {
    const { posters, backdrops } = collectionOf(call);
    const wanted = imageLanguages(call);
    return { backdrops: imageRows(backdrops, wanted), posters: imageRows(posters, wanted) };
  },
  translations: (call) => {
    const collection = collectionOf(call);
    return { translations: TEXT_LANGUAGES.map((language) => translation(collection, language)) };
  },
} satisfies Record<string, (call: Call) => object>;
