import type { Movie, Providers, ReleaseRow, VideoRow } from '../../../src/sandbox/catalogue/catalogue-rows.ts';
import { addCast, addCrew, castOf, crewOf, elsewhereOf, fill, imageOf, keywords, variety } from './facts.ts';
import { number, object, rows, text, type Json } from './recordings.ts';

/** Most rows of each part to keep: the catalogue is committed, so it stays small. */
const KEEP = { images: 8, countries: 14, videos: 4, keywords: 24 } as const;

const releaseOf = (row: Json): ReleaseRow => ({
  certification: text(row, 'certification'),
  language: text(row, 'iso_639_1'),
  note: text(row, 'note'),
  date: text(row, 'release_date'),
  type: number(row, 'type'),
});
export const videoOf = (row: Json): VideoRow => ({
  id: text(row, 'id'),
  key: text(row, 'key'),
  name: text(row, 'name'),
  site: text(row, 'site'),
  size: number(row, 'size'),
  type: text(row, 'type'),
  official: row['official'] === true,
  published: text(row, 'published_at'),
  language: text(row, 'iso_639_1'),
  country: text(row, 'iso_3166_1'),
});

/** Watch providers in a few countries. */
export const providersOf = (part: Json): Providers =>
  Object.fromEntries(
    ['US', 'DE', 'GB', 'FR'].flatMap((country) => {
      const { link: _link, ...kinds } = object(object(part, 'results'), country);
      return Object.keys(kinds).length > 0 ? [[country, kinds]] : [];
    }),
  );

const COUNTRIES = ['US', 'DE', 'GB', 'FR', 'AT', 'CH', 'BR', 'JP', 'ES', 'IT', 'CA', 'AU', 'NL', 'KR'];
export const inMainCountries = (list: Json[]) => list.filter((row) => COUNTRIES.includes(text(row, 'iso_3166_1'))).slice(0, KEEP.countries);

/** Readers of the parts of a movie. */
export const PARTS: Record<string, (movie: Movie, part: Json) => void> = {
  credits: (movie, part) => {
    for (const row of rows(part, 'cast')) addCast(movie.id, castOf(row, number(row, 'id')));
    for (const row of rows(part, 'crew')) addCrew(movie.id, crewOf(row, number(row, 'id')));
  },
  images: (movie, part) =>
    fill(movie, {
      posters: variety(rows(part, 'posters').map(imageOf), KEEP.images),
      backdrops: variety(rows(part, 'backdrops').map(imageOf), KEEP.images),
      logos: variety(rows(part, 'logos').map(imageOf), KEEP.images),
    }),
  keywords: (movie, part) => {
    for (const row of rows(part, 'keywords')) keywords.set(number(row, 'id'), { id: number(row, 'id'), name: text(row, 'name') });
    fill(movie, {
      keywords: rows(part, 'keywords')
        .map((row) => number(row, 'id'))
        .slice(0, KEEP.keywords),
    });
  },
  alternative_titles: (movie, part) =>
    fill(movie, {
      alternatives: rows(part, 'titles')
        .slice(0, KEEP.countries)
        .map((row) => [text(row, 'iso_3166_1'), text(row, 'title'), text(row, 'type')]),
    }),
  release_dates: (movie, part) =>
    fill(movie, {
      releases: Object.fromEntries(
        inMainCountries(rows(part, 'results')).map((row) => [text(row, 'iso_3166_1'), rows(row, 'release_dates').map(releaseOf)]),
      ),
    }),
  videos: (movie, part) => fill(movie, { videos: rows(part, 'videos').concat(rows(part, 'results')).map(videoOf).slice(0, KEEP.videos) }),
  external_ids: (movie, part) => fill(movie, { imdb: text(part, 'imdb_id'), external: elsewhereOf(part) }),
  'watch/providers': (movie, part) => fill(movie, { providers: providersOf(part) }),
  translations: (movie, part) => {
    for (const row of rows(part, 'translations')) {
      const title = text(object(row, 'data'), 'title');
      const language = text(row, 'iso_639_1');
      if (title && title !== movie.title && ['de', 'fr', 'es', 'it', 'ja', 'pt', 'ru', 'zh'].includes(language))
        movie.titles = { [language]: title, ...movie.titles };
    }
  },
};
