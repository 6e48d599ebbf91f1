import { languageOf, numberOf, type Call } from '../../http/call.ts';
import type { Movie } from '../../catalogue/catalogue-rows.ts';
import { COLLECTIONS, MOVIES } from '../../catalogue/catalogue.ts';
import { collectionRow } from './collection.ts';
import { originRows } from '../media/title.ts';
import { existing } from '../../http/failure.ts';
import { movieText } from '../../generated/movie-text.ts';
import { movieByImdb, movieById, movieRow, genreNames } from './movies.ts';

/** The movie that a path names by its TMDB or IMDb id. @throws status 34. */
export function movieOf(call: Call): Movie {
  const [id = ''] = call.params;
  return existing(id.startsWith('tt') ? movieByImdb(id, call) : movieById(numberOf(id), call));
}

function partOf(id: number | undefined, language: string) {
  const collection = COLLECTIONS.get(id ?? 0);
  if (!collection) return null;
  const { backdrop_path, name, poster_path } = collectionRow(collection, language);
  return { id, name, poster_path, backdrop_path };
}
/** A co-production's country of origin: that of its language, as far as the catalogue tells. */
export function originOf({ countries = [], language }: Movie): string[] {
  return language === 'en' && countries.includes('US') ? ['US'] : countries.slice(0, 1);
}

const isOut = ({ date }: Movie, today: string) => date !== '' && date <= today;

function detailsOf(movie: Movie, call: Call) {
  const language = languageOf(call);
  const { genre_ids: genres, ...row } = movieRow(movie, language);
  return {
    ...row,
    belongs_to_collection: partOf(movie.collection, language),
    budget: movie.budget ?? 0,
    genres: genreNames(genres, language),
    homepage: movie.homepage ?? '',
    imdb_id: movie.imdb ?? null,
    origin_country: originOf(movie),
    popularity: movie.popularity,
    ...originRows(movie.companies, movie.countries, movie.spoken),
    revenue: movie.revenue ?? 0,
    runtime: movie.runtime ?? 0,
    status: isOut(movie, call.today()) ? 'Released' : 'Post Production',
    tagline: movieText(movie, language).tagline,
    vote_count: movie.votes,
  };
}

export const movieDetails = (call: Call) => detailsOf(movieOf(call), call);

/** The movie with the highest of TMDB's own ids. */
const [latest] = MOVIES.toSorted((a, b) => b.id - a.id);
export const latestMovie = (call: Call) => detailsOf(existing(latest), call);
