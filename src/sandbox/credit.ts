import { languageOf, type Call } from './call.ts';
import type { CastRow, CrewRow, EpisodeRow, Film, SeasonRow, Series, SeriesCastRow, SeriesCrewRow } from './catalogue-rows.ts';
import { FILMS, SERIES } from './catalogue.ts';
import { decodedId } from './coded-id.ts';
import { failure } from './failure.ts';
import { credited, filmById, filmRow, MOVIE } from './films.ts';
import { personRow } from './person.ts';
import { seriesRow, TV } from './series.ts';

type FilmCredit = CastRow | CrewRow;
type SeriesCredit = SeriesCastRow | SeriesCrewRow;

const byId = <Owner extends Film | Series, Row extends { credit: string }>(
  owners: readonly Owner[],
  rowsOf: (owner: Owner) => readonly Row[],
) => new Map(owners.flatMap((owner) => rowsOf(owner).map((row) => [row.credit, [owner, row] as const])));
const filmCredits = ({ cast = [], crew = [] }: Film): FilmCredit[] => [...cast, ...crew];
const inFilms = byId(FILMS, filmCredits);
const inSeries = byId(SERIES, ({ cast = [], crew = [] }): SeriesCredit[] => [...cast, ...crew]);

/** Credits of generated films are not listed anywhere: their ids say where they are. */
function inGenerated(id: string, generated: boolean): readonly [Film, FilmCredit] | undefined {
  const film = filmById(decodedId('credit', id)?.id ?? 0, generated);
  const row = film && filmCredits(film).find(({ credit }) => credit === id);
  return row && [film, row];
}

/** The part of a credit that says what was done; `character` is told with the film or series. */
function roleOf(row: FilmCredit | SeriesCredit) {
  return 'job' in row
    ? { credit_type: 'crew', department: row.department, job: row.job, character: {} }
    : { credit_type: 'cast', department: 'Acting', job: 'Actor', character: { character: row.character } };
}

const seasonRow = ({ id, name, poster, average, date, number, episodes }: SeasonRow, series: number) => ({
  id,
  name,
  overview: '',
  poster_path: poster ?? null,
  media_type: 'tv_season',
  vote_average: average ?? 0,
  air_date: date,
  season_number: number,
  show_id: series,
  episode_count: episodes,
});
/** An episode as credits and tagged pictures show it. */
export const episodeRow = (episode: EpisodeRow) => ({
  id: episode.id,
  name: episode.name,
  overview: '',
  media_type: 'tv_episode',
  vote_average: episode.average ?? 0,
  vote_count: episode.votes ?? 0,
  air_date: episode.date,
  episode_number: episode.number,
  episode_type: 'standard',
  production_code: episode.code ?? '',
  runtime: episode.runtime ?? null,
  season_number: episode.season,
  show_id: episode.series,
  still_path: episode.still ?? null,
});

/** One row of somebody's cast or crew, with the person and what they worked on. */
export function creditDetails(call: Call) {
  const {
    params: [id = ''],
    generated,
  } = call;
  const language = languageOf(call);
  const film = inFilms.get(id) ?? inGenerated(id, generated);
  const series = inSeries.get(id);
  const row = film?.[1] ?? series?.[1];
  if (!row) throw failure(34);
  const { character, ...role } = roleOf(row);
  const media = film
    ? { ...filmRow(film[0], language, MOVIE), ...character }
    : series && {
        ...seriesRow(series[0], language, TV),
        ...character,
        episodes: (series[1].seenIn?.episodes ?? []).map(episodeRow),
        seasons: (series[1].seenIn?.seasons ?? []).map((season) => seasonRow(season, series[0].id)),
      };
  return {
    ...role,
    media,
    media_type: film ? 'movie' : 'tv',
    id,
    person: { ...personRow(credited(row.id)), media_type: 'person' },
  };
}
