import { knownInstant, knownText } from '../../src/tmdb/known.ts';
import type { ChangeRow } from '../../src/tmdb/api/reference/change.ts';
import { builder, nullableItems } from '../core/builder.ts';

const ChangeItem = builder.objectRef<ChangeRow['items'][number]>('ChangeItem');

ChangeItem.implement({
  description: 'One change of a value.',
  fields: (t) => ({
    tmdbId: t.exposeString('id', { description: 'TMDB’s id of the change.' }),
    action: t.string({
      description: '`added`, `updated`, `deleted`, `created` or `destroyed`; TMDB may add others.',
      resolve: ({ action }) => knownText(action),
    }),
    time: t.field({ type: 'DateTime', description: 'Time of the change.', resolve: ({ time }) => knownInstant(time) }),
    language: t.string({
      description: 'ISO 639-1 code of the language of the value. Null when it has none.',
      resolve: ({ iso_639_1 }) => knownText(iso_639_1),
    }),
    country: t.string({
      description: 'ISO 3166-1 code of the country of the value. Null when it has none.',
      resolve: ({ iso_3166_1 }) => knownText(iso_3166_1),
    }),
    value: t.field({
      type: 'JSON',
      description: 'The new value: text, a number, an object or a list, depending on the property. Null when there is none.',
      resolve: ({ value }) => value ?? null,
    }),
    originalValue: t.field({
      type: 'JSON',
      description: 'The previous value. Null when there was none.',
      resolve: ({ original_value }) => original_value ?? null,
    }),
  }),
});

export const Change = builder.objectRef<ChangeRow>('Change');

Change.implement({
  description: 'All changes of one property.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'The changed property: `images`, `overview`, `cast` …' }),
    items: t.field({ type: [ChangeItem], nullable: nullableItems, description: 'The changes.', resolve: ({ items }) => items }),
  }),
});
