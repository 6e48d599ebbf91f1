import type { Movie, ImageRow, Person, Series, TaggedRow } from '../../catalogue/catalogue-rows.ts';
import { MOVIE_BY_ID, SERIES_BY_ID } from '../../catalogue/catalogue.ts';
import { movieRow, MOVIE_TYPE, movieSummary } from '../movies/movies.ts';
import { imageRows } from '../media/images.ts';
import { bestMovies, seriesOf } from './person.ts';
import { hex } from '../../generated/random.ts';
import { mixedEpisode } from '../tv/season-rows.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';

const MAX_MOVIES = 3;
const MAX_SERIES = 2;

/** Tagged images have no language, which TMDB writes as `xx`. */
const image = (file: string, width: number, height: number): ImageRow => [file, width, height, 'xx', 5.3, 4];

/** Images of the titles that a person is known for, as few tagged images were recorded: backdrops and posters alternate. */
function generatedRows(person: Person): TaggedRow[] {
  const row = ({ id, backdrop, poster }: Movie | Series, index: number, kind: 'movie' | 'series'): TaggedRow[] => {
    const owner = { id: hex(24, 'tagged', person.id, kind, id), [kind]: id };
    if (index % 2 === 0 && backdrop) return [{ ...owner, type: 'backdrop', image: image(backdrop, 1920, 1080) }];
    return poster ? [{ ...owner, type: 'poster', image: image(poster, 1000, 1500) }] : [];
  };
  return [
    ...bestMovies(person, MAX_MOVIES).flatMap((movie, index) => row(movie, index, 'movie')),
    ...seriesOf(person)
      .slice(0, MAX_SERIES)
      .flatMap((series, index) => row(series, index, 'series')),
  ];
}

/** The title that an image shows. TMDB tells its kind twice, in the title and beside it, with two words for an episode. */
function mediaOf({ movie, series, episode }: TaggedRow, language: string) {
  if (episode) return { media: mixedEpisode(episode, language), media_type: 'episode' };
  const show = SERIES_BY_ID.get(series ?? 0);
  if (show) return { media: seriesRow(show, language, TV_TYPE), ...TV_TYPE };
  return { media: movieRow(MOVIE_BY_ID.get(movie ?? 0) ?? movieSummary(movie ?? 0), language, MOVIE_TYPE), ...MOVIE_TYPE };
}

/** All tagged images at once: TMDB ignores `page` here, and answers page 0. */
export function taggedImages(person: Person, language: string) {
  const rows = [...(person.tagged ?? []), ...generatedRows(person)];
  const results = rows.map((row) => ({
    ...imageRows([row.image]).map((shown) => ({ ...shown, iso_3166_1: shown.iso_3166_1 ?? 'XX' }))[0],
    id: row.id,
    image_type: row.type,
    ...mediaOf(row, language),
  }));
  return { page: 0, results, total_pages: 1, total_results: results.length };
}
