import { languageOf, type Call } from '../../http/call.ts';
import type { CastRow, CrewRow, EpisodeRow, Movie, Series, SeriesCastRow, SeriesCrewRow } from '../../catalogue/catalogue-rows.ts';
import { MOVIES, SERIES } from '../../catalogue/catalogue.ts';
import { decodedId } from '../../generated/coded-id.ts';
import { failure } from '../../http/failure.ts';
import { credited } from './person-by-id.ts';
import { movieById, movieRow, MOVIE_TYPE } from '../movies/movies.ts';
import { placeOfCredit } from '../../generated/generated-episodes.ts';
import { personRow } from './person.ts';
import { mixedEpisode, mixedSeason } from '../tv/season-rows.ts';
import { episodeAt } from '../tv/seasons.ts';
import { seriesById } from '../tv/series-by-id.ts';
import { allPeople } from '../tv/series-credits.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';

type MovieCredit = CastRow | CrewRow;
type SeriesCredit = SeriesCastRow | SeriesCrewRow;

const byId = <Owner extends Movie | Series, Row extends { credit: string }>(
  owners: readonly Owner[],
  rowsOf: (owner: Owner) => readonly Row[],
) => new Map(owners.flatMap((owner) => rowsOf(owner).map((row) => [row.credit, [owner, row] as const])));
const movieCredits = ({ cast = [], crew = [] }: Movie): MovieCredit[] => [...cast, ...crew];
function seriesCredits(series: Series): SeriesCredit[] {
  const { cast, crew } = allPeople(series);
  return [...cast, ...crew];
}

/** The guests and crew of one episode, as rows of the series. */
const ofEpisode = (series: Series, episode: EpisodeRow): SeriesCredit[] =>
  [...(episode.guests ?? []), ...(episode.crew ?? [])].map((row) => ({
    ...row,
    episodes: 1,
    seenIn: { seasons: series.seasons?.filter(({ number }) => number === episode.season) ?? [], episodes: [episode] },
  }));
const episodeCredits = (series: Series) => (series.episodes ?? []).flatMap((episode) => ofEpisode(series, episode));

const inMovies = byId(MOVIES, movieCredits);
// Credits of episodes come last, and win: they tell more of the same credit.
const inSeries = byId(SERIES, (series) => [...seriesCredits(series), ...episodeCredits(series)]);

/** Finds a credit of a generated movie by its id, which encodes the movie. */
function inGenerated(id: string, generated: boolean): readonly [Movie, MovieCredit] | undefined {
  const movie = movieById(decodedId('credit', id)?.id ?? 0, generated);
  const row = movie && movieCredits(movie).find(({ credit }) => credit === id);
  return row && [movie, row];
}
function inGeneratedSeries(id: string, generated: boolean): readonly [Series, SeriesCredit] | undefined {
  const { id: seriesId = 0, index = 0 } = decodedId('series-credit', id) ?? decodedId('episode-credit', id) ?? {};
  const series = seriesById(seriesId, generated);
  if (!series) return undefined;
  const { season, number } = placeOfCredit(index);
  const episode = episodeAt(series, [season, number]);
  const row = [...seriesCredits(series), ...(episode ? ofEpisode(series, episode) : [])].find(({ credit }) => credit === id);
  return row && [series, row];
}

/** The fields of a credit that tell the role. `character` belongs to the movie or series in it. */
function roleOf(row: MovieCredit | SeriesCredit) {
  return 'job' in row
    ? { credit_type: row.job === 'Creator' ? 'creator' : 'crew', department: row.department, job: row.job, character: {} }
    : { credit_type: 'cast', department: 'Acting', job: 'Actor', character: { character: row.character } };
}

/** One credit by its id, with its person and its movie or series. @throws status 34. */
export function creditDetails(call: Call) {
  const {
    params: [id = ''],
    generated,
  } = call;
  const language = languageOf(call);
  const movie = inMovies.get(id) ?? inGenerated(id, generated);
  const series = inSeries.get(id) ?? inGeneratedSeries(id, generated);
  const row = movie?.[1] ?? series?.[1];
  if (!row) throw failure(34);
  const { character, ...role } = roleOf(row);
  const media = movie
    ? { ...movieRow(movie[0], language, MOVIE_TYPE), ...character }
    : series && {
        ...seriesRow(series[0], language, TV_TYPE),
        ...character,
        episodes: (series[1].seenIn?.episodes ?? []).map((episode) => mixedEpisode(episode, language)),
        seasons: (series[1].seenIn?.seasons ?? []).map((season) => mixedSeason(season, series[0], language)),
      };
  return {
    ...role,
    media,
    media_type: movie ? 'movie' : 'tv',
    id,
    person: { ...personRow(credited(row.id)), media_type: 'person' },
  };
}
