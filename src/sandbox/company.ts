import { languageOf, numberOf, pagedList, type Call } from './call.ts';
import { COMPANIES, FILMS_BY_COMPANY, FILMS_BY_KEYWORD, KEYWORDS, type Company } from './catalogue.ts';
import { failure } from './failure.ts';
import { filmRow } from './films.ts';

function companyOf({ params: [id] }: Call): Company {
  const company = COMPANIES.get(numberOf(id));
  if (!company) throw failure(34);
  return company;
}

export function companyDetails(call: Call) {
  const { id, name, logo, country, headquarters, homepage } = companyOf(call);
  return {
    description: '',
    headquarters: headquarters ?? '',
    homepage: homepage ?? '',
    id,
    logo_path: logo ?? null,
    name,
    origin_country: country ?? '',
    parent_company: null,
  };
}

export const COMPANY_PARTS = {
  alternative_names: (call) => ({ results: [{ name: companyOf(call).name.toUpperCase(), type: '' }] }),
  images: (call) => {
    const { id, logo } = companyOf(call);
    return {
      logos: logo
        ? [
            {
              aspect_ratio: 2.5,
              file_path: logo,
              height: 200,
              id: `logo-${id}`,
              file_type: '.png',
              vote_average: 5.3,
              vote_count: 2,
              width: 500,
            },
          ]
        : [],
    };
  },
  movies: (call) => pagedList(call, FILMS_BY_COMPANY.get(companyOf(call).id) ?? [], (film) => filmRow(film, languageOf(call))),
} satisfies Record<string, (call: Call) => object>;

export function keywordDetails({ params: [id] }: Call) {
  const keyword = KEYWORDS.get(numberOf(id));
  if (!keyword) throw failure(34);
  return keyword;
}

export const KEYWORD_PARTS = {
  movies: (call) => pagedList(call, FILMS_BY_KEYWORD.get(keywordDetails(call).id) ?? [], (film) => filmRow(film, languageOf(call))),
} satisfies Record<string, (call: Call) => object>;
