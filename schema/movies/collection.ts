import { collection, type CollectionTranslationRow } from '../../src/tmdb/api/titles/collection.ts';
import { knownText, rowsOf } from '../../src/tmdb/known.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { entity } from '../core/entity.ts';
import { byId } from '../core/by-id.ts';
import { connectionType } from '../core/connection.ts';
import { CollectionImages, imageLanguages, inLanguages } from '../media/image-lists.ts';
import { Movie } from './movie.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromPart, fromSummary } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import type { PartArgs } from '../core/parameters.ts';
import { fromText, languageFrom } from '../core/text.ts';
import { backdropField, posterField } from '../media/picture.ts';
import { translationType } from '../media/translation.ts';
import type { CollectionSummary } from '../../src/tmdb/api/summary.ts';

const CollectionTranslation = translationType<CollectionTranslationRow>('CollectionTranslation', 'a collection', (t) => ({
  title: t.string({ description: 'The name.', resolve: ({ data }) => knownText(data?.title) }),
  overview: t.string({ description: 'What the collection is about.', resolve: ({ data }) => knownText(data?.overview) }),
  homepage: t.string({ description: 'Its own site.', resolve: ({ data }) => knownText(data?.homepage) }),
}));

export const Collection = builder.objectRef<Node<CollectionSummary>>('Collection');

export const CollectionConnection = connectionType('Collection', {
  of: 'collections',
  node: () => Collection,
  toNode: (row: CollectionSummary) => nodeOf(row),
});

const NAME = { key: 'name', translated: 'title' } as const;
const OVERVIEW = { key: 'overview' } as const;

/** Films name their collection without. */
const saysOriginal = (summary: CollectionSummary): boolean => summary.original_name !== undefined;

Collection.implement({
  description: 'Films that belong together: a film and its sequels.',
  ...nodeOptions(collection),
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s number of the collection.', resolve: ({ id }) => Number(id) }),
    name: t.string({ description: 'In the first of the operation’s languages that has it.', ...fromText(collection, NAME) }),
    nameLanguage: t.field({ type: 'LanguageTag', description: 'The language that `name` is in.', ...languageFrom(collection, NAME) }),
    originalName: t.string({
      description: 'In the language it was made in. Null when TMDB does not say.',
      ...fromSummary(collection, (json) => knownText(json.original_name), saysOriginal),
    }),
    originalLanguage: t.string({
      description: 'ISO 639-1 code of the language it was made in. Null when TMDB does not say.',
      ...fromSummary(collection, (json) => knownText(json.original_language), saysOriginal),
    }),
    adult: t.boolean({
      description: 'Whether it is pornography. Null outside searches.',
      resolve: ({ summary }) => summary?.adult ?? null,
    }),
    overview: t.string({
      description: 'What it is about. Null when nobody wrote it in any of the operation’s languages.',
      ...fromText(collection, OVERVIEW),
    }),
    overviewLanguage: t.field({
      type: 'LanguageTag',
      description: 'The language that `overview` is in. Null when there is none.',
      ...languageFrom(collection, OVERVIEW),
    }),
    poster: posterField(t, collection),
    backdrop: backdropField(t, collection),
    parts: t.field({
      type: [Movie],
      nullable: nullableItems,
      description: 'Its films.',
      ...fromPart(collection, 'details', (json) => rowsOf(json.parts).map((row) => nodeOf(row))),
    }),
    images: t.field({
      type: CollectionImages,
      description:
        'All its pictures. When the operation is in another language than English and `languages` is not given: those in the operation’s languages and those without text.',
      args: imageLanguages,
      ...fromPart(collection, 'images', (json, { languages }: PartArgs, locale) => inLanguages(json, languages, locale)),
    }),
    translations: t.field({
      type: [CollectionTranslation],
      nullable: nullableItems,
      description: 'Its texts in all languages.',
      ...fromPart(collection, 'translations', (json) => json.translations ?? null),
    }),
  }),
});

byId('collection', collection, Collection, 'collection');
entity(Collection, collection);
