import { collection, type CollectionTranslationRow } from '../../src/tmdb/api/titles/collection.ts';
import { knownDate, knownText, rowsOf } from '../../src/tmdb/known.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { entity } from '../federation/entity.ts';
import { byId } from '../core/by-id.ts';
import { connectionType } from '../core/connection.ts';
import { CollectionImages, imageLanguages, inLanguages } from '../media/image-lists.ts';
import { Movie } from './movie.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromPart, fromSummary, fromSummaryAlone } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { fromText, languageFrom } from '../core/text.ts';
import { fromLanguages } from '../core/original-language.ts';
import { backdropField, posterField } from '../media/picture.ts';
import { translationType } from '../media/translation.ts';
import type { CollectionSummary, MovieSummary } from '../../src/tmdb/api/summary.ts';

const CollectionTranslation = translationType<CollectionTranslationRow>('CollectionTranslation', 'a collection', (t) => ({
  title: t.string({ description: 'Name of the collection.', resolve: ({ data }) => knownText(data?.title) }),
  overview: t.string({ description: 'Short summary of the collection.', resolve: ({ data }) => knownText(data?.overview) }),
  homepage: t.string({ description: 'URL of the official site.', resolve: ({ data }) => knownText(data?.homepage) }),
}));

export const Collection = builder.objectRef<Node<CollectionSummary>>('Collection');

export const CollectionConnection = connectionType('Collection', {
  of: 'collections',
  node: () => Collection,
  toNode: (row: CollectionSummary) => nodeOf(row),
});

const NAME = { key: 'name', original: 'original_name', translated: 'title' } as const;
const OVERVIEW = { key: 'overview' } as const;

const CollectionSort = builder.enumType('CollectionSort', {
  description: 'Order of the movies in a collection. Movies without a release date come last.',
  values: {
    RELEASE_DATE_ASC: { value: 1, description: 'By release date, the earliest first: the order of a franchise.' },
    RELEASE_DATE_DESC: { value: -1, description: 'By release date, the latest first.' },
  },
});

interface SortArgs {
  sort?: 1 | -1 | null | undefined;
}

function sorted(movies: readonly MovieSummary[], sort: SortArgs['sort']): readonly MovieSummary[] {
  if (!sort) return movies;
  const rankOf = ({ release_date }: MovieSummary): number => {
    const date = knownDate(release_date);
    return date === null ? Infinity : sort * Date.parse(date);
  };
  // Two without a date differ by NaN, which keeps their order.
  return movies.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Tests whether a summary has the original name: the one in a movie has not. */
const hasOriginalName = (summary: CollectionSummary): boolean => summary.original_name !== undefined;

Collection.implement({
  description: 'Movies that belong together, such as a movie and its sequels.',
  ...nodeOptions(collection),
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s id of the collection.', resolve: ({ id }) => Number(id) }),
    name: t.string({ description: 'Name in the first of the operation’s languages that has one.', ...fromText(collection, NAME) }),
    nameLanguage: t.field({ type: 'LanguageTag', description: 'Language of `name`.', ...languageFrom(collection, NAME) }),
    originalName: t.string({
      description: 'Name in the original language. Null when TMDB does not know it.',
      ...fromSummary(collection, (json) => knownText(json.original_name), hasOriginalName),
    }),
    originalLanguage: t.string({
      description: 'ISO 639-1 code of the original language. Null when TMDB does not know it.',
      ...fromSummary(collection, (json) => knownText(json.original_language), hasOriginalName),
    }),
    adult: t.boolean({
      description: 'Whether it is an adult collection. Null outside searches.',
      ...fromSummaryAlone(collection, (json: Partial<CollectionSummary>) => json.adult ?? null),
    }),
    overview: t.string({
      description: 'Short summary of the collection. Null when it exists in none of the operation’s languages.',
      ...fromText(collection, OVERVIEW),
    }),
    overviewLanguage: t.field({
      type: 'LanguageTag',
      description: 'Language of `overview`. Null when there is no overview.',
      ...languageFrom(collection, OVERVIEW),
    }),
    poster: posterField(t, collection),
    backdrop: backdropField(t, collection),
    parts: t.field({
      type: [Movie],
      nullable: nullableItems,
      description: 'Movies of the collection, in TMDB’s order or sorted.',
      args: { sort: t.arg({ type: CollectionSort, description: 'Default: TMDB’s order.' }) },
      ...fromPart(collection, 'details', ({ parts }, { sort }: SortArgs) => sorted(rowsOf(parts), sort).map((row) => nodeOf(row))),
    }),
    images: t.field({
      type: CollectionImages,
      description:
        'All images. In operations in a language other than English, the default of `languages` is the operation’s languages and images without text.',
      args: imageLanguages,
      ...fromLanguages(collection, 'images', inLanguages),
    }),
    translations: t.field({
      type: [CollectionTranslation],
      nullable: nullableItems,
      description: 'Texts in all languages.',
      ...fromPart(collection, 'translations', (json) => json.translations ?? null),
    }),
  }),
});

byId('collection', collection, Collection, 'collection');
entity(Collection, collection);
