import { languageOf, pagedList, rowNamed, type Call } from '../../http/call.ts';
import type { Company, LogoRow } from '../../catalogue/catalogue-rows.ts';
import { COMPANIES, MOVIES_BY_COMPANY, MOVIES_BY_KEYWORD, KEYWORDS } from '../../catalogue/catalogue.ts';
import { movieRow } from '../movies/movies.ts';
import { hex } from '../../generated/random.ts';

const companyOf = (call: Call): Company => rowNamed(COMPANIES, call);

/** The row of a company in movies, searches and companies that it owns; also that of a network in series. */
export const companyRow = ({ id, logo, name, country }: Company) => ({
  id,
  logo_path: logo ?? null,
  name,
  origin_country: country ?? '',
});

export function companyDetails(call: Call) {
  const company = companyOf(call);
  const { headquarters, homepage, parent } = company;
  const owner = COMPANIES.get(parent ?? 0);
  return {
    ...companyRow(company),
    description: headquarters ? `${company.name} has its headquarters in ${headquarters}.` : '',
    headquarters: headquarters ?? '',
    homepage: homepage ?? '',
    parent_company: owner ? { id: owner.id, logo_path: owner.logo ?? null, name: owner.name } : null,
  };
}

/** Some logos were drawn as SVG, and exist as that too, under the same name. */
const logosOf = ({ id, logo, logos }: Company): readonly LogoRow[] =>
  logos ?? (logo ? [[logo, 500, 200, hex(24, 'logo', id), id % 3 === 0 ? '.svg' : '.png', 5.3, 2]] : []);

/** The alternative names; the name in capitals when none was recorded. */
export const alternativeNames = ({ name, alternatives = [name.toUpperCase()] }: Company) =>
  alternatives.map((alternative) => ({ name: alternative, type: '' }));
export const logoRows = (owner: Company) =>
  logosOf(owner).map(([file, width, height, id, type, average, votes]) => ({
    aspect_ratio: width / height,
    file_path: file,
    height,
    id,
    file_type: type,
    vote_average: average,
    vote_count: votes,
    width,
  }));

export const COMPANY_PARTS = {
  alternative_names: (call) => ({ results: alternativeNames(companyOf(call)) }),
  images: (call) => ({ logos: logoRows(companyOf(call)) }),
  movies: (call) => pagedList(call, MOVIES_BY_COMPANY.get(companyOf(call).id) ?? [], (movie) => movieRow(movie, languageOf(call))),
} satisfies Record<string, (call: Call) => object>;

export const keywordDetails = (call: Call) => rowNamed(KEYWORDS, call);

export const KEYWORD_PARTS = {
  movies: (call) => pagedList(call, MOVIES_BY_KEYWORD.get(keywordDetails(call).id) ?? [], (movie) => movieRow(movie, languageOf(call))),
} satisfies Record<string, (call: Call) => object>;
