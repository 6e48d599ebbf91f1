import { languageOf, type Call, type Scope } from '../../http/call.ts';
import type { CastRow, CrewRow, EpisodeRow, Movie, Series, SeriesCastRow, SeriesCrewRow } from '../../catalogue/catalogue-rows.ts';
import { MOVIES, SERIES } from '../../catalogue/catalogue.ts';
import { decodedId } from '../../generated/coded-id.ts';
import { failure } from '../../http/failure.ts';
import { movieById, movieRow, MOVIE_TYPE } from '../movies/movies.ts';
import { placeOfCredit } from '../../generated/generated-episodes.ts';
import { personPart } from './person-part.ts';
import { mixedEpisode, mixedSeason } from '../tv/season-rows.ts';
import { episodeAt } from '../tv/seasons.ts';
import { seriesById } from '../tv/series-by-id.ts';
import { allPeople } from '../tv/series-credits.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';

type MovieCredit = CastRow | CrewRow;
type SeriesCredit = SeriesCastRow | SeriesCrewRow;

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

/** The row with a credit id, and its owner. Credits of episodes come last, and win: they tell more of the same credit. */
function found<Owner, Row extends { credit: string }>(owners: readonly Owner[], rowsOf: (owner: Owner) => readonly Row[], id: string) {
  for (const owner of owners) {
    const row = rowsOf(owner).findLast(({ credit }) => credit === id);
    if (row) return [owner, row] as const;
  }
  return undefined;
}
/** All titles for a recorded id of a credit; for a generated one, the title that it encodes. */
const ownersOf = <Owner>(all: readonly Owner[], owner: number | undefined, byId: (id: number) => Owner | undefined) =>
  owner === undefined ? all : [byId(owner)].filter((title) => title !== undefined);

const inMovies = (id: string, scope: Scope) =>
  found(
    ownersOf(MOVIES, decodedId('credit', id)?.id, (movie) => movieById(movie, scope)),
    movieCredits,
    id,
  );
function inSeries(id: string, scope: Scope) {
  const { id: owner, index = 0 } = decodedId('series-credit', id) ?? decodedId('episode-credit', id) ?? {};
  const { season, number } = placeOfCredit(index);
  const episodesOf = (series: Series) => series.episodes ?? [episodeAt(series, [season, number])].filter((row) => row !== undefined);
  return found(
    ownersOf(SERIES, owner, (series) => seriesById(series, scope)),
    (series) => [...seriesCredits(series), ...episodesOf(series).flatMap((episode) => ofEpisode(series, episode))],
    id,
  );
}

/** The fields of a credit that tell the role. `character` belongs to the movie or series in it. */
function roleOf(row: MovieCredit | SeriesCredit) {
  return 'job' in row
    ? { credit_type: row.job === 'Creator' ? 'creator' : 'crew', department: row.department, job: row.job, character: {} }
    : { credit_type: 'cast', department: 'Acting', job: 'Actor', character: { character: row.character } };
}

/** One credit by its id, with its person and its movie or series. @throws status 34. */
export function creditDetails(call: Call) {
  const [id = ''] = call.params;
  const language = languageOf(call);
  const movie = inMovies(id, call);
  const series = movie ? undefined : inSeries(id, call);
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
    person: { ...personPart(row.id), media_type: 'person' },
  };
}
