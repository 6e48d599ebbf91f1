import { isObject } from '../support/recordings.ts';
import type { Family } from './prove.ts';
import { same, text, trimmed, under } from './rules.ts';

/** TMDB's map by country as a list, as the gateway returns it. */
function rowsOf(body: unknown): unknown[] {
  const countries = isObject(body) && isObject(body['certifications']) ? Object.entries(body['certifications']) : [];
  return countries.flatMap(([country, rows]) => (Array.isArray(rows) ? rows.filter(isObject).map((row) => ({ ...row, country })) : []));
}

const certifications = (kind: string, root: string): Family => ({
  family: `/3/certification/${kind}/list`,
  question: ({ body }) => ({
    documents: [
      {
        name: root,
        body: rowsOf(body),
        table: under('[].', `${root}[].`, {
          country: same('country'),
          certification: trimmed('certification'),
          meaning: text('meaning'),
          order: same('order'),
        }),
      },
    ],
    arguments: {},
  }),
});

/** The certifications of movies and series by country. */
export const certificationFamilies: readonly Family[] = [
  certifications('movie', 'movieCertifications'),
  certifications('tv', 'tvCertifications'),
];
