import type { Movie, ImageRow, Person, Series, TaggedRow } from '../../catalogue/catalogue-rows.ts';
import { languageOf, type Call, type Scope } from '../../http/call.ts';
import { movieRow, MOVIE_TYPE, movieSummary } from '../movies/movies.ts';
import { imageRows } from '../media/images.ts';
import { bestMovies, personOf, seriesOf } from './person.ts';
import { hex } from '../../generated/random.ts';
import { mixedEpisode } from '../tv/season-rows.ts';
import { seriesSummary } from '../tv/series-by-id.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';

const MAX_MOVIES = 3;
const MAX_SERIES = 2;

/** Tagged images have no language, which TMDB writes as `xx`. */
const image = (file: string, width: number, height: number): ImageRow => [file, width, height, 'xx', 5.3, 4];

/** Images of the titles that a person is known for, as few tagged images were recorded: backdrops and posters alternate. */
function generatedRows(person: Person, scope: Scope): TaggedRow[] {
  const row = ({ id, backdrop, poster }: Movie | Series, index: number, kind: 'movie' | 'series'): TaggedRow[] => {
    const owner = { id: hex(24, 'tagged', person.id, kind, id), [kind]: id };
    if (index % 2 === 0 && backdrop) return [{ ...owner, type: 'backdrop', image: image(backdrop, 1920, 1080) }];
    return poster ? [{ ...owner, type: 'poster', image: image(poster, 1000, 1500) }] : [];
  };
  return [
    ...bestMovies(person, MAX_MOVIES, scope).flatMap((movie, index) => row(movie, index, 'movie')),
    ...seriesOf(person, scope)
      .slice(0, MAX_SERIES)
      .flatMap((series, index) => row(series, index, 'series')),
  ];
}

/** The title that an image shows. TMDB tells its kind twice, in the title and beside it, with two words for an episode. */
function mediaOf({ movie, series, episode }: TaggedRow, call: Call) {
  const language = languageOf(call);
  if (episode) return { media: mixedEpisode(episode, language), media_type: 'episode' };
  if (series) return { media: seriesRow(seriesSummary(series, call.today()), language, TV_TYPE), ...TV_TYPE };
  return { media: movieRow(movieSummary(movie ?? 0, call.today()), language, MOVIE_TYPE), ...MOVIE_TYPE };
}

/** All tagged images at once: TMDB ignores `page` here, and answers page 0. */
export function taggedImages(call: Call) {
  const person = personOf(call);
  const rows = [...(person.tagged ?? []), ...generatedRows(person, call)];
  const results = rows.map((row) => ({
    ...imageRows([row.image]).map((shown) => ({ ...shown, iso_3166_1: shown.iso_3166_1 ?? 'XX' }))[0],
    id: row.id,
    image_type: row.type,
    ...mediaOf(row, call),
  }));
  return { page: 0, results, total_pages: 1, total_results: results.length };
}
