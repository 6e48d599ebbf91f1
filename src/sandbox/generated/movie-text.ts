import type { Film } from '../catalogue/catalogue-rows.ts';
import { FILM_BY_ID, GENRES, PERSON_BY_ID } from '../catalogue/catalogue.ts';

const named = (ids: readonly number[], and: string) => ids.map((id) => PERSON_BY_ID.get(id)?.name ?? '').join(` ${and} `);

/** The languages that texts are written in; in all others a film has its original title and no overview, as on TMDB. */
export const TEXT_LANGUAGES = ['en', 'de'] as const;

const SENTENCES: Record<string, (facts: { genre: string; year: string; by: string; with: string }) => string> = {
  en: ({ genre, year, by, with: cast }) => {
    const article = /^[aeiou]/i.test(genre) ? 'An' : 'A';
    return `${article} ${genre.toLowerCase()} film of ${year}${by && ` by ${by}`}${cast && `, with ${cast}`}.`;
  },
  de: ({ genre, year, by, with: cast }) => `${genre} aus dem Jahr ${year}${by && ` von ${by}`}${cast && `, mit ${cast}`}.`,
};
const AND: Record<string, string> = { en: 'and', de: 'und' };

export interface FilmText {
  title: string;
  overview: string;
  tagline: string;
}

function write(film: Film, language: string): FilmText {
  const title = film.titles?.[language] ?? film.title;
  const sentence = SENTENCES[language];
  if (!sentence) return { title, overview: '', tagline: '' };
  const genres = film.genres.map((id) => (language === 'de' ? GENRES.get(id)?.de : GENRES.get(id)?.en) ?? '');
  // A list has no people of a generated film at hand, and must say the same as the film itself.
  const { cast = [], crew = [] } = FILM_BY_ID.get(film.id) ?? {};
  const directors = crew.filter(({ job }) => job === 'Director').map(({ id }) => id);
  const and = AND[language] ?? '';
  return {
    title,
    overview: sentence({
      genre: genres[0] ?? '',
      year: film.date.slice(0, 4),
      by: named(directors.slice(0, 2), and),
      with: named(
        cast.slice(0, 2).map(({ id }) => id),
        and,
      ),
    }),
    tagline: film.runtime ? `${genres.join(', ')}. ${film.runtime} ${language === 'de' ? 'Minuten' : 'minutes'}.` : '',
  };
}

const written = new Map<string, FilmText>();

/** A film's own sentences, made from its facts. Those of the catalogue are written once. */
export function filmText(film: Film, language: string): FilmText {
  if (FILM_BY_ID.get(film.id) !== film) return write(film, language);
  const key = `${film.id} ${language}`;
  const text = written.get(key) ?? write(film, language);
  written.set(key, text);
  return text;
}
