import { company } from '../src/tmdb/company.ts';
import type { CompanySummary } from '../src/tmdb/company.ts';
import { knownText } from '../src/tmdb/known.ts';
import { builder } from './builder.ts';
import { imageAt, Logo } from './image.ts';
import { nodeOptions } from './node.ts';
import { fromSummary } from './part.ts';
import type { Node } from './part.ts';

export const Company = builder.objectRef<Node<CompanySummary>>('Company');

Company.implement({
  description: 'A company that produces films or series.',
  ...nodeOptions(company),
  fields: (t) => ({
    tmdbId: t.exposeInt('tmdbId', { nullable: false, description: 'TMDB’s number of the company.' }),
    name: t.string({ description: 'The name of the company.', ...fromSummary(company, (json) => knownText(json.name)) }),
    logo: t.field({ type: Logo, description: 'Null when TMDB has none.', ...fromSummary(company, (json) => imageAt(json.logo_path)) }),
    originCountry: t.field({
      type: 'CountryCode',
      description: 'Where it is at home. Null when TMDB does not know.',
      ...fromSummary(company, (json) => knownText(json.origin_country)),
    }),
  }),
});
