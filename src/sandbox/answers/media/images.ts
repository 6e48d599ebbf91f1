import type { Call } from '../../http/call.ts';
import type { ImageRow } from '../../catalogue/catalogue-rows.ts';

/**
 * Which languages' pictures are wanted: `include_image_language` (a comma list, `null` for those without one) wins over
 * `language`; without either, all.
 */
export function imageLanguages({ query }: Call): (language: string | null) => boolean {
  const wanted = query.get('include_image_language') ?? query.get('language')?.slice(0, 2);
  if (!wanted) return () => true;
  const languages = new Set(wanted.split(',').map((language) => language.slice(0, language === 'null' ? 4 : 2)));
  return (language) => languages.has(language ?? 'null');
}

const COUNTRY: Record<string, string> = { en: 'US', de: 'DE', fr: 'FR', es: 'ES', it: 'IT', ru: 'RU', ja: 'JP', zh: 'CN', xx: 'XX' };

/** TMDB sends the width over the height with three digits. */
export function imageRows(images: readonly ImageRow[] = [], isWanted: (language: string | null) => boolean = () => true) {
  return images
    .filter(([, , , language]) => isWanted(language))
    .map(([file, width, height, language, average, votes]) => ({
      aspect_ratio: Math.round((width / height) * 1000) / 1000,
      height,
      iso_3166_1: language ? (COUNTRY[language] ?? null) : null,
      iso_639_1: language,
      file_path: file,
      vote_average: average,
      vote_count: votes,
      width,
    }));
}

/** The one picture that a details path names, for things whose recording lists no pictures. */
export const onlyImage = (file: string | undefined, width: number, height: number, language: string | null): ImageRow[] =>
  file ? [[file, width, height, language, 5.3, 12]] : [];
