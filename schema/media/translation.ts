import type { FieldMap, ObjectRef } from '@pothos/core';
import { knownText } from '../../src/tmdb/known.ts';
import type { TranslationRow } from '../../src/tmdb/api/titles/translation.ts';
import { builder } from '../core/builder.ts';

type Fields<Row> = (t: PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, Row>) => FieldMap;

/** Makes the type of the texts of one kind of object in one language. */
export function translationType<Row extends TranslationRow>(
  name: string,
  what: string,
  fields: Fields<Row>,
): ObjectRef<typeof builder.$inferSchemaTypes, Row> {
  const ref = builder.objectRef<Row>(name);
  ref.implement({
    description: `The texts of ${what} in one language. A text is null when it is not translated, or the same as the original.`,
    fields: (t) => ({
      language: t.string({ description: 'ISO 639-1 code of the language.', resolve: ({ iso_639_1 }) => iso_639_1 }),
      country: t.string({
        description: 'ISO 3166-1 code of the country of this variant of the language.',
        resolve: ({ iso_3166_1 }) => knownText(iso_3166_1),
      }),
      name: t.string({ description: 'Name of the language in the language itself.', resolve: (row) => knownText(row.name) }),
      englishName: t.string({ description: 'Name of the language in English.', resolve: ({ english_name }) => knownText(english_name) }),
      ...fields(t),
    }),
  });
  return ref;
}
