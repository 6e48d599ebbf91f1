import { company, type AlternativeNameRow, type CompanySummary } from '../../src/tmdb/api/reference/company.ts';
import { knownText } from '../../src/tmdb/known.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { entity } from '../federation/entity.ts';
import { byId } from '../core/by-id.ts';
import { connectionType } from '../core/connection.ts';
import { imageAt, Logo } from '../media/image.ts';
import { atMost } from '../media/image-lists.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { brings, fromPart, fromSummary } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';

export const AlternativeName = builder.objectRef<AlternativeNameRow>('AlternativeName');

AlternativeName.implement({
  description: 'Another name of a company or a network.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The other name.' }),
    type: t.string({
      description: 'Kind of name, as free text. Null when TMDB does not know it.',
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
  description: 'A company that produces movies or series.',
  ...nodeOptions(company),
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s id of the company.', resolve: ({ id }) => Number(id) }),
    name: t.string({ description: 'Name of the company.', ...fromSummary(company, (json) => knownText(json.name)) }),
    logo: t.field({
      type: Logo,
      description: 'Logo of the company. Null when TMDB has none.',
      ...fromSummary(company, (json) => imageAt(json.logo_path)),
    }),
    originCountry: t.field({
      type: 'CountryCode',
      description: 'Country of origin, as an ISO 3166-1 code. Null when TMDB does not know it.',
      ...fromSummary(company, (json) => knownText(json.origin_country), brings('origin_country')),
    }),
    description: t.string({
      description: 'Description of the company. Null when TMDB has none.',
      ...fromPart(company, 'details', (json) => knownText(json.description)),
    }),
    headquarters: t.string({
      description: 'Location of the headquarters. Null when TMDB does not know it.',
      ...fromPart(company, 'details', (json) => knownText(json.headquarters)),
    }),
    homepage: t.string({
      description: 'Address of the company’s own site. Null when TMDB does not know it.',
      ...fromPart(company, 'details', (json) => knownText(json.homepage)),
    }),
    parentCompany: t.field({
      type: Company,
      description: 'Company that owns it. Null when TMDB knows none.',
      ...fromPart(company, 'details', (json) => nodeOf(json.parent_company)),
    }),
    alternativeNames: t.field({
      type: [AlternativeName],
      nullable: nullableItems,
      description: 'Other names of the company.',
      ...fromPart(company, 'alternative_names', (json) => json.results ?? null),
    }),
    logos: t.field({
      type: [Logo],
      nullable: nullableItems,
      description: 'All logos of the company.',
      args: { first: t.arg.int({ description: 'Maximum number of rows. Default: all.' }) },
      ...fromPart(company, 'images', (json, { first }: { first?: number | null | undefined }) => atMost(json.logos, first)),
    }),
  }),
});

byId('company', company, Company, 'company');
entity(Company, company);
