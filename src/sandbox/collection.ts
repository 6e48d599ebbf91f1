import { languageOf, numberOf, type Call } from './call.ts';
import { COLLECTIONS, FILMS_BY_COLLECTION, type Collection } from './catalogue.ts';
import { failure } from './failure.ts';
import { filmRow, MOVIE } from './films.ts';
import { imageLanguages, imageRows, onlyImage } from './images.ts';

function collectionOf({ params: [id] }: Call): Collection {
  const collection = COLLECTIONS.get(numberOf(id));
  if (!collection) throw failure(34);
  return collection;
}

/** Its German name by TMDB's own pattern, unless another was recorded. */
export const collectionName = ({ name, titles }: Collection, language: string): string =>
  titles?.[language] ?? (language === 'de' ? name.replace(/ Collection$/, ' Filmreihe') : name);

const OVERVIEW: Record<string, (count: number) => string> = {
  en: (count) => `A series of films; ${count} are listed here.`,
  de: (count) => `Eine Filmreihe; ${count} Filme sind hier verzeichnet.`,
};
const filmsOf = ({ id }: Collection) => (FILMS_BY_COLLECTION.get(id) ?? []).toSorted((a, b) => a.date.localeCompare(b.date));
const overviewOf = (collection: Collection, language: string) => OVERVIEW[language]?.(filmsOf(collection).length) ?? '';

export function collectionDetails(call: Call) {
  const collection = collectionOf(call);
  const language = languageOf(call);
  return {
    id: collection.id,
    name: collectionName(collection, language),
    overview: overviewOf(collection, language),
    poster_path: collection.poster ?? null,
    backdrop_path: collection.backdrop ?? null,
    parts: filmsOf(collection).map((film) => filmRow(film, language, MOVIE)),
  };
}

const translation = (collection: Collection, country: string, language: string, name: string, english: string) => ({
  iso_3166_1: country,
  iso_639_1: language,
  name,
  english_name: english,
  data: {
    title: language === 'en' ? '' : collectionName(collection, language),
    overview: overviewOf(collection, language),
    homepage: '',
  },
});

export const COLLECTION_PARTS = {
  images: (call) => {
    const { poster, backdrop } = collectionOf(call);
    const wanted = imageLanguages(call);
    return {
      backdrops: imageRows(onlyImage(backdrop, 1920, 1080, null), wanted),
      posters: imageRows(onlyImage(poster, 1000, 1500, 'en'), wanted),
    };
  },
  translations: (call) => {
    const collection = collectionOf(call);
    return {
      translations: [translation(collection, 'US', 'en', 'English', 'English'), translation(collection, 'DE', 'de', 'Deutsch', 'German')],
    };
  },
} satisfies Record<string, (call: Call) => object>;
