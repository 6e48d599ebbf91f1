import { languageOf, type Call, type Scope } from '../../http/call.ts';
import type { Elsewhere, EpisodeRow } from '../../catalogue/catalogue-rows.ts';
import { MOVIES, indexed, PEOPLE, SERIES, SERIES_BY_ID } from '../../catalogue/catalogue.ts';
import { failure } from '../../http/failure.ts';
import { SOURCES } from '../media/external-ids.ts';
import { movieById, movieByImdb, movieRow, MOVIE_TYPE } from '../movies/movies.ts';
import { personByImdb } from '../people/person-by-id.ts';
import { isGenerated } from '../../generated/generated-people.ts';
import { placeOfImdb } from '../../generated/generated-episodes.ts';
import { idOfSeriesImdb } from '../../generated/generated-series.ts';
import { foundPerson } from '../people/person.ts';
import { mixedEpisode, mixedSeason } from '../tv/season-rows.ts';
import { episodeAt } from '../tv/seasons.ts';
import { seriesById } from '../tv/series-by-id.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';

const isSource = (name: string): name is keyof typeof SOURCES => Object.hasOwn(SOURCES, name);

/** Keys such as `wikidata Q2263`, since ids of different sources may look alike. */
const keysOf = ({ imdb, external = {} }: { imdb?: string; external?: Elsewhere }) =>
  Object.entries({ imdb, ...external }).flatMap(([source, id]) => (id === undefined ? [] : [`${source} ${id}`]));

const ownSeasons = SERIES.flatMap((series) =>
  (series.seasons ?? []).map((season) => ({ series, season, external: season.external ?? {} })),
);
const ownEpisodes = SERIES.flatMap(({ episodes = [] }) => episodes);
const FOUND = {
  movies: indexed(MOVIES, keysOf),
  people: indexed(PEOPLE, keysOf),
  series: indexed(SERIES, keysOf),
  seasons: indexed(ownSeasons, keysOf),
  episodes: indexed(ownEpisodes, keysOf),
};

function generatedEpisode(imdb: string, scope: Scope): EpisodeRow | undefined {
  const place = placeOfImdb(imdb);
  const series = place && seriesById(place.series, scope);
  return series && episodeAt(series, [place.season, place.number]);
}

/** The id of a generated movie or series by a key of these forms, which hold the same number; -1 for any other key. */
function generatedId(key: string, forms: RegExp): number {
  const id = Number(forms.exec(key)?.[1]);
  return isGenerated(id) ? id : -1;
}
const generatedMovie = (key: string, imdb: string, scope: Scope) =>
  imdb ? movieByImdb(imdb, scope) : movieById(generatedId(key, /^wikidata Q(\d+)$/), scope);
const generatedSeries = (key: string, imdb: string, scope: Scope) =>
  seriesById(imdb ? idOfSeriesImdb(imdb) : generatedId(key, /^(?:tvdb |wikidata Q)(\d+)$/), scope);

/** A list of one row, or of none. */
const listOf = <Row>(row: Row | undefined): readonly Row[] => (row ? [row] : []);

/** A catalogue episode, completed by what its season tells of it. */
function whole(episode: EpisodeRow): EpisodeRow {
  const series = SERIES_BY_ID.get(episode.series);
  return (series && episodeAt(series, [episode.season, episode.number])) ?? episode;
}

/** Finds entries by an id of another site. An unknown id finds nothing, but is not an error. Generated entries are found by IMDb ids, movies and series by Wikidata ids and series by TVDB ids too. */
export function find(call: Call) {
  const [id = ''] = call.params;
  const name = call.query.get('external_source') ?? '';
  if (!isSource(name)) throw failure(5);
  const language = languageOf(call);
  const key = `${SOURCES[name]} ${id}`;
  const imdb = name === 'imdb_id' ? id : '';
  const people = FOUND.people.get(key) ?? listOf(imdb.startsWith('nm') ? personByImdb(imdb, call) : undefined);
  const title = imdb.startsWith('tt') ? imdb : '';
  const movies = FOUND.movies.get(key) ?? listOf(generatedMovie(key, title, call));
  const series = FOUND.series.get(key) ?? listOf(generatedSeries(key, title, call));
  const episodes = (FOUND.episodes.get(key) ?? listOf(generatedEpisode(title, call))).map(whole);
  return {
    movie_results: movies.map((movie) => movieRow(movie, language, MOVIE_TYPE)),
    person_results: people.map((person) => foundPerson(person, language, { media_type: 'person' }, call)),
    tv_results: series.map((row) => seriesRow(row, language, TV_TYPE)),
    tv_episode_results: episodes.map((episode) => mixedEpisode(episode, language)),
    tv_season_results: (FOUND.seasons.get(key) ?? []).map(({ season, series: owner }) => mixedSeason(season, owner, language)),
  };
}
