import type { Call } from '../../http/call.ts';
import type { ImageRow } from '../../catalogue/catalogue-rows.ts';

/**
 * Filters images by language: by `include_image_language` (separated by commas, `null` for images without a language),
 * else by `language`; without either parameter, nothing is left out.
 */
function imageLanguages({ query }: Call): (language: string | null) => boolean {
  const wanted = query.get('include_image_language') ?? query.get('language')?.slice(0, 2);
  if (!wanted) return () => true;
  const languages = new Set(wanted.split(',').map((language) => language.slice(0, language === 'null' ? 4 : 2)));
  return (language) => languages.has(language ?? 'null');
}

const COUNTRY: Record<string, string> = { en: 'US', de: 'DE', fr: 'FR', es: 'ES', it: 'IT', ru: 'RU', ja: 'JP', zh: 'CN', xx: 'XX' };

/** Rows of the images that pass the filter. TMDB rounds the aspect ratio to three digits. */
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

/** Lists of images that pass the filter of the call, by their kind. */
export function imageLists<Kind extends string>(lists: Record<Kind, readonly ImageRow[] | undefined>, call: Call) {
  const isWanted = imageLanguages(call);
  const kinds = Object.entries<readonly ImageRow[] | undefined>(lists);
  return Object.fromEntries(kinds.map(([kind, images]) => [kind, imageRows(images, isWanted)]));
}

/** The single image of a person, season or episode of which no list of images was recorded. */
export const onlyImage = (file: string | undefined, width: number, height: number, language: string | null): ImageRow[] =>
  file ? [[file, width, height, language, 5.3, 12]] : [];
