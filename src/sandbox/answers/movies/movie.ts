import { languageOf, numberOf, type Call } from '../../http/call.ts';
import type { Movie } from '../../catalogue/catalogue-rows.ts';
import { COLLECTIONS, COMPANIES, COUNTRIES, MOVIES, LANGUAGES } from '../../catalogue/catalogue.ts';
import { collectionName } from './collection.ts';
import { companyRow } from '../reference/company.ts';
import { failure } from '../../http/failure.ts';
import { movieText } from '../../generated/movie-text.ts';
import { movieByImdb, movieById, genreNames } from './movies.ts';

/** The movie that a path names by its TMDB or IMDb id. @throws status 34. */
export function movieOf(call: Call): Movie {
  const [id = ''] = call.params;
  const movie = id.startsWith('tt') ? movieByImdb(id, call) : movieById(numberOf(id), call);
  if (!movie) throw failure(34);
  return movie;
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
/** A co-production's country of origin: that of its language, as far as the catalogue tells. */
export function originOf({ countries = [], language }: Movie): string[] {
  return language === 'en' && countries.includes('US') ? ['US'] : countries.slice(0, 1);
}

const isOut = ({ date }: Movie, today: string) => date !== '' && date <= today;

function detailsOf(movie: Movie, call: Call) {
  const language = languageOf(call);
  const { title, overview, tagline } = movieText(movie, language);
  return {
    adult: movie.adult ?? false,
    backdrop_path: movie.backdrop ?? null,
    belongs_to_collection: movie.collection ? collectionRow(movie.collection, language) : null,
    budget: movie.budget ?? 0,
    genres: genreNames(movie.genres, language),
    homepage: movie.homepage ?? '',
    id: movie.id,
    imdb_id: movie.imdb ?? null,
    origin_country: originOf(movie),
    original_language: movie.language,
    original_title: movie.title,
    overview,
    popularity: movie.popularity,
    poster_path: movie.poster ?? null,
    production_companies: (movie.companies ?? []).flatMap((id) => COMPANIES.get(id) ?? []).map(companyRow),
    production_countries: (movie.countries ?? []).map((code) => ({
      iso_3166_1: code,
      name: COUNTRIES.get(code)?.name ?? code,
    })),
    release_date: movie.date,
    revenue: movie.revenue ?? 0,
    runtime: movie.runtime ?? 0,
    softcore: false,
    spoken_languages: (movie.spoken ?? []).map((code) => ({
      english_name: LANGUAGES.get(code)?.english_name ?? code,
      iso_639_1: code,
      name: LANGUAGES.get(code)?.name ?? '',
    })),
    status: isOut(movie, call.today()) ? 'Released' : 'Post Production',
    tagline,
    title,
    video: false,
    vote_average: movie.average,
    vote_count: movie.votes,
  };
}

export const movieDetails = (call: Call) => detailsOf(movieOf(call), call);

/** The movie with the highest of TMDB's own ids. */
const [latest] = MOVIES.toSorted((a, b) => b.id - a.id);
export function latestMovie(call: Call) {
  if (!latest) throw failure(34);
  return detailsOf(latest, call);
}
