import { languageOf, numberOf, type Call } from '../../http/call.ts';
import type { Film } from '../../catalogue/catalogue-rows.ts';
import { COLLECTIONS, COMPANIES, COUNTRIES, FILMS, LANGUAGES } from '../../catalogue/catalogue.ts';
import { collectionName } from './collection.ts';
import { companyRow } from '../reference/company.ts';
import { failure } from '../../http/failure.ts';
import { filmText } from '../../generated/movie-text.ts';
import { filmByImdb, filmById, genreNames } from './movies.ts';

/** The film that a path names by TMDB's number or by IMDb's id. */
export function filmOf({ params: [id = ''], generated }: Call): Film {
  const film = id.startsWith('tt') ? filmByImdb(id, generated) : filmById(numberOf(id), generated);
  if (!film) throw failure(34);
  return film;
}

const collectionRow = (id: number, language: string) => {
  const collection = COLLECTIONS.get(id);
  return collection
    ? {
        id,
        name: collectionName(collection, language),
        poster_path: collection.poster ?? null,
        backdrop_path: collection.backdrop ?? null,
      }
    : null;
};
/** Of a co-production's countries, the one whose language it is in, as far as that can be told. */
export function originOf({ countries = [], language }: Film): string[] {
  return language === 'en' && countries.includes('US') ? ['US'] : countries.slice(0, 1);
}

const isOut = ({ date }: Film) => date !== '' && date <= new Date().toISOString().slice(0, 10);

function detailsOf(film: Film, language: string) {
  const { title, overview, tagline } = filmText(film, language);
  return {
    adult: film.adult ?? false,
    backdrop_path: film.backdrop ?? null,
    belongs_to_collection: film.collection ? collectionRow(film.collection, language) : null,
    budget: film.budget ?? 0,
    genres: genreNames(film.genres, language),
    homepage: film.homepage ?? '',
    id: film.id,
    imdb_id: film.imdb ?? null,
    origin_country: originOf(film),
    original_language: film.language,
    original_title: film.title,
    overview,
    popularity: film.popularity,
    poster_path: film.poster ?? null,
    production_companies: (film.companies ?? []).flatMap((id) => COMPANIES.get(id) ?? []).map(companyRow),
    production_countries: (film.countries ?? []).map((code) => ({
      iso_3166_1: code,
      name: COUNTRIES.get(code)?.name ?? code,
    })),
    release_date: film.date,
    revenue: film.revenue ?? 0,
    runtime: film.runtime ?? 0,
    softcore: false,
    spoken_languages: (film.spoken ?? []).map((code) => ({
      english_name: LANGUAGES.get(code)?.english_name ?? code,
      iso_639_1: code,
      name: LANGUAGES.get(code)?.name ?? '',
    })),
    status: isOut(film) ? 'Released' : 'Post Production',
    tagline,
    title,
    video: false,
    vote_average: film.average,
    vote_count: film.votes,
  };
}

export const movieDetails = (call: Call) => detailsOf(filmOf(call), languageOf(call));

/** The one with the highest id among those that are TMDB's. */
const [latest] = FILMS.toSorted((a, b) => b.id - a.id);
export function latestMovie(call: Call) {
  if (!latest) throw failure(34);
  return detailsOf(latest, languageOf(call));
}
