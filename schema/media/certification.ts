import { certifications, type CertificationRow } from '../../src/tmdb/api/titles/certification.ts';
import { knownId, knownText, rowsOf } from '../../src/tmdb/known.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { fromDocument } from '../core/fields.ts';

const Certification = builder.objectRef<CertificationRow & { country: string }>('Certification');

Certification.implement({
  description: 'An age rating that a country gives to movies or series.',
  fields: (t) => ({
    country: t.exposeString('country', { description: 'ISO 3166-1 code of the country, or ISO 3166-2 of a province: `CA-QC`.' }),
    certification: t.string({
      description: 'The rating in the country’s own terms: `PG-13`, `16`.',
      resolve: ({ certification }) => knownId(certification),
    }),
    meaning: t.string({ description: 'Meaning of the rating.', resolve: ({ meaning }) => knownText(meaning) }),
    order: t.exposeInt('order', { description: 'Position in the country’s ratings, the mildest first.' }),
  }),
});

for (const [name, kind, what] of [
  ['movieCertifications', 'movie', 'movies'],
  ['tvCertifications', 'tv', 'series'],
] as const) {
  builder.queryField(name, (t) =>
    t.field({
      type: [Certification],
      nullable: nullableItems,
      description: `The age ratings that countries give to ${what}.`,
      args: { country: t.arg({ type: 'CountryCode', description: 'Only ratings of this country.' }) },
      ...fromDocument(certifications, kind, (json, args: { country?: string | null | undefined }) =>
        Object.entries(json.certifications ?? {})
          .filter(([country]) => (args.country ?? country) === country)
          .flatMap(([country, rows]) => rowsOf(rows).map((row) => ({ ...row, country }))),
      ),
    }),
  );
}
