import type { Table } from '../support/compare.ts';
import { isObject, type Recording } from '../support/recordings.ts';
import { picture } from './rows.ts';
import { type Kind, same, under } from './rules.ts';

/** TMDB's lists of pictures, and the kind of each. */
const LISTS = { posters: 'poster', backdrops: 'backdrop', logos: 'logo', profiles: 'profile', stills: 'still' } as const satisfies Readonly<
  Record<string, Kind>
>;

/** The pictures of a resource, in a list for each kind. */
export const images = (...lists: readonly (keyof typeof LISTS)[]): Table => ({
  ...Object.assign({}, ...lists.map((list) => under(`${list}[].`, `images.${list}[].`, picture(LISTS[list])))),
  id: same('tmdbId'),
});

/** `null` stands for pictures without text. */
type Languages = readonly unknown[];

const languageOf = (row: unknown): unknown => (isObject(row) ? (row['iso_639_1'] ?? null) : null);

/** Keeps the pictures in the named languages: TMDB sends a whole list when it has none in them, but the gateway does not. */
export const picturesIn = (languages: Languages): Table =>
  Object.fromEntries(
    Object.keys(LISTS).map((list) => [list, { rows: (rows) => rows.filter((row) => languages.includes(languageOf(row))) }]),
  );

/** The `languages` argument. The gateway always sends languages of pictures with a language other than English: those of all recorded pictures when the recording names none. */
export function pictureLanguages({ query, body }: Recording): Languages | undefined {
  const { include_image_language: named, language = 'en', append_to_response: appended = '' } = query;
  if (named) return named.split(',').map((one) => (one === 'null' ? null : one));
  if (language.startsWith('en') || !appended.includes('images') || !isObject(body) || !isObject(body['images'])) return undefined;
  return [...new Set(Object.values(body['images']).flat().map(languageOf))];
}
