import type { Film, ImageRow, Person, Series, TaggedRow } from '../../catalogue/catalogue-rows.ts';
import { FILM_BY_ID, SERIES_BY_ID } from '../../catalogue/catalogue.ts';
import { filmRow, MOVIE, summaryById } from '../movies/movies.ts';
import { imageRows } from '../../generated/images.ts';
import { bestFilms, seriesOf } from './person.ts';
import { hex } from '../../generated/random.ts';
import { mixedEpisode } from '../tv/season-rows.ts';
import { seriesRow, TV } from '../tv/series.ts';

const FILMS = 3;
const SERIES = 2;

/** Pictures have no language here, which TMDB writes as `xx`. */
const image = (file: string, width: number, height: number): ImageRow => [file, width, height, 'xx', 5.3, 4];

/** Pictures of what a person is known for, since few of those that were tagged are known: backdrops and posters by turns. */
function madeRows(person: Person): TaggedRow[] {
  const row = ({ id, backdrop, poster }: Film | Series, index: number, kind: 'film' | 'series'): TaggedRow[] => {
    const owner = { id: hex(24, 'tagged', person.id, kind, id), [kind]: id };
    if (index % 2 === 0 && backdrop) return [{ ...owner, type: 'backdrop', image: image(backdrop, 1920, 1080) }];
    return poster ? [{ ...owner, type: 'poster', image: image(poster, 1000, 1500) }] : [];
  };
  return [
    ...bestFilms(person, FILMS).flatMap((film, index) => row(film, index, 'film')),
    ...seriesOf(person)
      .slice(0, SERIES)
      .flatMap((series, index) => row(series, index, 'series')),
  ];
}

/** What a picture shows; its kind stands in it and beside it, where an episode goes by another word. */
function mediaOf({ film, series, episode }: TaggedRow, language: string) {
  if (episode) return { media: mixedEpisode(episode, language), media_type: 'episode' };
  const show = SERIES_BY_ID.get(series ?? 0);
  if (show) return { media: seriesRow(show, language, TV), ...TV };
  return { media: filmRow(FILM_BY_ID.get(film ?? 0) ?? summaryById(film ?? 0), language, MOVIE), ...MOVIE };
}

/** Not in pages, whatever was asked for: TMDB says page 0. */
export function taggedImages(person: Person, language: string) {
  const rows = [...(person.tagged ?? []), ...madeRows(person)];
  const results = rows.map((row) => ({
    ...imageRows([row.image]).map((shown) => ({ ...shown, iso_3166_1: shown.iso_3166_1 ?? 'XX' }))[0],
    id: row.id,
    image_type: row.type,
    ...mediaOf(row, language),
  }));
  return { page: 0, results, total_pages: 1, total_results: results.length };
}
