import { company, type AlternativeNameRow, type CompanySummary } from '../../src/tmdb/api/reference/company.ts';
import { knownText } from '../../src/tmdb/known.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { entity } from '../core/entity.ts';
import { byId } from '../core/by-id.ts';
import { connectionType } from '../core/connection.ts';
import { imageAt, Logo } from '../media/image.ts';
import { atMost } from '../media/image-lists.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromPart, fromSummary } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';

export const AlternativeName = builder.objectRef<AlternativeNameRow>('AlternativeName');

AlternativeName.implement({
  description: 'Another name.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name.' }),
    type: t.string({
      description: 'What kind of name it is, in free words. Null when nobody said.',
      resolve: ({ type }) => knownText(type),
    }),
  }),
});

export const Company = builder.objectRef<Node<CompanySummary>>('Company');

export const CompanyConnection = connectionType('Company', {
  of: 'companies',
  node: () => Company,
  toNode: (row: CompanySummary) => nodeOf(row),
});

Company.implement({
  description: 'A company that produces films or series.',
  ...nodeOptions(company),
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s number of the company.', resolve: ({ id }) => Number(id) }),
    name: t.string({ description: 'The name of the company.', ...fromSummary(company, (json) => knownText(json.name)) }),
    logo: t.field({ type: Logo, description: 'Null when TMDB has none.', ...fromSummary(company, (json) => imageAt(json.logo_path)) }),
    originCountry: t.field({
      type: 'CountryCode',
      description: 'Where it is at home. Null when TMDB does not know.',
      ...fromSummary(company, (json) => knownText(json.origin_country)),
    }),
    description: t.string({
      description: 'What it is. Null when nobody wrote it.',
      ...fromPart(company, 'details', (json) => knownText(json.description)),
    }),
    headquarters: t.string({
      description: 'Where it is led from. Null when TMDB does not know.',
      ...fromPart(company, 'details', (json) => knownText(json.headquarters)),
    }),
    homepage: t.string({
      description: 'Its own site. Null when TMDB does not know.',
      ...fromPart(company, 'details', (json) => knownText(json.homepage)),
    }),
    parentCompany: t.field({
      type: Company,
      description: 'The company it belongs to. Null when it stands alone.',
      ...fromPart(company, 'details', (json) => nodeOf(json.parent_company)),
    }),
    alternativeNames: t.field({
      type: [AlternativeName],
      nullable: nullableItems,
      description: 'Other names it has.',
      ...fromPart(company, 'alternative_names', (json) => json.results ?? null),
    }),
    logos: t.field({
      type: [Logo],
      nullable: nullableItems,
      description: 'All its logos.',
      args: { first: t.arg.int({ description: 'At most so many. All when it is not given.' }) },
      ...fromPart(company, 'images', (json, { first }: { first?: number | null | undefined }) => atMost(json.logos, first)),
    }),
  }),
});

byId('company', company, Company, 'company');
entity(Company, company);
