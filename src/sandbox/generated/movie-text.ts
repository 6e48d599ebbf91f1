import type { Movie } from '../catalogue/catalogue-rows.ts';
import { MOVIE_BY_ID, GENRES, PERSON_BY_ID } from '../catalogue/catalogue.ts';

/** The names of the first two people that the catalogue knows. */
export const firstNames = (rows: readonly { id: number }[] | undefined, and: string) =>
  (rows ?? [])
    .flatMap(({ id }) => PERSON_BY_ID.get(id)?.name ?? [])
    .slice(0, 2)
    .join(` ${and} `);

/** The languages of our own texts. In any other a movie has its original title and no overview, as on TMDB. */
export const TEXT_LANGUAGES = ['en', 'de'] as const;

const SENTENCES: Record<string, (facts: { genre: string; year: string; by: string; with: string }) => string> = {
  en: ({ genre, year, by, with: cast }) => {
    const article = /^[aeiou]/i.test(genre) ? 'An' : 'A';
    return `${article} ${genre.toLowerCase()} movie of ${year}${by && ` by ${by}`}${cast && `, with ${cast}`}.`;
  },
  de: ({ genre, year, by, with: cast }) => `${genre} aus dem Jahr ${year}${by && ` von ${by}`}${cast && `, mit ${cast}`}.`,
};
const AND: Record<string, string> = { en: 'and', de: 'und' };

export interface MovieText {
  title: string;
  overview: string;
  tagline: string;
}

function write(movie: Movie, language: string): MovieText {
  const title = movie.titles?.[language] ?? movie.title;
  const sentence = SENTENCES[language];
  if (!sentence) return { title, overview: '', tagline: '' };
  const genres = movie.genres.map((id) => (language === 'de' ? GENRES.get(id)?.de : GENRES.get(id)?.en) ?? '');
  // The summary of a generated movie has no cast or crew, and its text must equal that of the whole movie.
  const { cast = [], crew = [] } = MOVIE_BY_ID.get(movie.id) ?? {};
  const directors = crew.filter(({ job }) => job === 'Director');
  const and = AND[language] ?? '';
  return {
    title,
    overview: sentence({
      genre: genres[0] ?? '',
      year: movie.date.slice(0, 4),
      by: firstNames(directors, and),
      with: firstNames(cast, and),
    }),
    tagline: movie.runtime ? `${genres.join(', ')}. ${movie.runtime} ${language === 'de' ? 'Minuten' : 'minutes'}.` : '',
  };
}

const texts = new Map<string, MovieText>();

/** Our own sentences about a movie, made from its facts. Those of the catalogue's movies are written once. */
export function movieText(movie: Movie, language: string): MovieText {
  if (MOVIE_BY_ID.get(movie.id) !== movie) return write(movie, language);
  const key = `${movie.id} ${language}`;
  const text = texts.get(key) ?? write(movie, language);
  texts.set(key, text);
  return text;
}
