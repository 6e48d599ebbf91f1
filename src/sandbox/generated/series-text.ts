import type { EpisodeRow, SeasonRow, Series } from '../catalogue/catalogue-rows.ts';
import { SERIES_BY_ID, SERIES_GENRES } from '../catalogue/catalogue.ts';
import { firstNames } from './movie-text.ts';

interface Words {
  and: string;
  genre: 'en' | 'de';
  overview(genre: string, year: string, cast: string): string;
  tagline(genres: string, seasons: number): string;
  season(number: number): string;
  specials: string;
  seasonOverview(episodes: number, year: string): string;
  episode(number: number): string;
  episodeOverview(number: number, season: number): string;
}

const article = (noun: string) => (/^[aeiou]/i.test(noun) ? 'An' : 'A');
const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Our own sentences, made from facts. Other languages have names alone. */
const WORDS: Partial<Record<string, Words>> = {
  en: {
    and: 'and',
    genre: 'en',
    overview: (genre, year, cast) => `${article(genre)} ${genre.toLowerCase()} series from ${year} on${cast && `, with ${cast}`}.`,
    tagline: (genres, seasons) => `${genres}. ${counted(seasons, 'season', 'seasons')}.`,
    season: (number) => `Season ${number}`,
    specials: 'Specials',
    seasonOverview: (episodes, year) => `${counted(episodes, 'episode', 'episodes')}${year && ` from ${year} on`}.`,
    episode: (number) => `Episode ${number}`,
    episodeOverview: (number, season) => `Episode ${number} of season ${season}.`,
  },
  de: {
    and: 'und',
    genre: 'de',
    overview: (genre, year, cast) => `Eine Serie ab ${year} (${genre})${cast && `, mit ${cast}`}.`,
    tagline: (genres, seasons) => `${genres}. ${counted(seasons, 'Staffel', 'Staffeln')}.`,
    season: (number) => `Staffel ${number}`,
    specials: 'Extras',
    seasonOverview: (episodes, year) => `${counted(episodes, 'Folge', 'Folgen')}${year && ` ab ${year}`}.`,
    episode: (number) => `Folge ${number}`,
    episodeOverview: (number, season) => `Folge ${number} der Staffel ${season}.`,
  },
};

export const seriesGenres = (ids: readonly number[], language: string) =>
  ids.map((id) => ({ id, name: SERIES_GENRES.get(id)?.[language === 'de' ? 'de' : 'en'] ?? '' }));
const genreNames = ({ genres }: Series, language: string) => seriesGenres(genres, language).map(({ name }) => name);

export const seriesName = ({ name, names }: Series, language: string): string => names?.[language] ?? name;

export function seriesOverview(series: Series, language: string): string {
  const words = WORDS[language];
  if (!words) return '';
  // The summary of a generated series has no cast, and its overview must equal that of the whole series.
  const cast = firstNames(SERIES_BY_ID.get(series.id)?.cast, words.and);
  return words.overview(genreNames(series, language)[0] ?? '', series.date.slice(0, 4), cast);
}

export function seriesTagline(series: Series, language: string): string {
  const count = (series.seasons ?? []).filter(({ number }) => number > 0).length;
  return count > 0 ? (WORDS[language]?.tagline(genreNames(series, language).join(', '), count) ?? '') : '';
}

/** The name of a season. TMDB translates names that are only a number; languages without texts of ours keep the English one, as at TMDB. */
export function seasonName({ name, number }: SeasonRow, language: string): string {
  if (name === WORDS['en']?.specials) return WORDS[language]?.specials ?? name;
  return name === WORDS['en']?.season(number) ? (WORDS[language]?.season(number) ?? name) : name;
}
export const seasonOverview = ({ episodes, date }: SeasonRow, language: string): string =>
  WORDS[language]?.seasonOverview(episodes, date?.slice(0, 4) ?? '') ?? '';

/** Words for an episode, of which TMDB makes up names in languages without translations. Other languages have the English name here. */
const EPISODE: Partial<Record<string, string>> = { es: 'Episodio', fr: 'Épisode', sk: 'Epizóda' };

/** The name of an episode; a word and its number when no name is known. */
export function episodeName({ name, number }: EpisodeRow, language: string): string {
  const word = EPISODE[language];
  if (word !== undefined) return `${word} ${number}`;
  return name || (WORDS[language] ?? WORDS['en'])?.episode(number) || '';
}
export const episodeOverview = ({ number, season }: EpisodeRow, language: string): string =>
  WORDS[language]?.episodeOverview(number, season) ?? '';
