import { languageOf, type Call } from '../../http/call.ts';
import type { EpisodePlace, Series } from '../../catalogue/catalogue-rows.ts';
import { SERIES } from '../../catalogue/catalogue.ts';
import { originRows } from '../media/title.ts';
import { existing } from '../../http/failure.ts';
import { networkRows } from '../reference/network.ts';
import { personPart } from '../people/person-part.ts';
import { episodeRow, seasonRow } from './season-rows.ts';
import { episodeAt } from './seasons.ts';
import { seriesOf } from './series-by-id.ts';
import { seriesGenres, seriesTagline } from '../../generated/series-text.ts';
import { seriesRow } from './series.ts';

/** A creator's row, which is shorter than those of cast and crew. */
function creatorRow({ id, credit }: { id: number; credit: string }) {
  const { name, original_name, gender, profile_path } = personPart(id);
  return { id, credit_id: credit, name, original_name, gender, profile_path };
}

const named = (series: Series, place: EpisodePlace | undefined, language: string) => {
  const episode = place && episodeAt(series, place);
  return episode ? episodeRow(episode, language) : null;
};

/** The recorded last episode to air, else the last of the last season. */
function lastPlace({ lastEpisode, seasons = [] }: Series): EpisodePlace | undefined {
  const season = seasons.findLast(({ number, episodes }) => number > 0 && episodes > 0);
  return lastEpisode ?? (season && [season.number, season.episodes]);
}

function detailsOf(series: Series, language: string) {
  const { genre_ids: genres, ...row } = seriesRow(series, language);
  const { seasons = [], status = 'Ended', languages = [series.language], spoken = [series.language] } = series;
  const numbered = seasons.filter(({ number }) => number > 0);
  return {
    ...row,
    created_by: (series.creators ?? []).map(creatorRow),
    // TMDB no longer fills it.
    episode_run_time: [],
    genres: seriesGenres(genres, language),
    homepage: series.homepage ?? '',
    in_production: status === 'Returning Series' || status === 'In Production',
    languages,
    last_air_date: series.last ?? null,
    last_episode_to_air: named(series, lastPlace(series), language),
    next_episode_to_air: named(series, series.nextEpisode, language),
    networks: networkRows(series.networks),
    popularity: series.popularity,
    vote_count: series.votes,
    number_of_episodes: numbered.reduce((sum, { episodes }) => sum + episodes, 0),
    number_of_seasons: numbered.length,
    ...originRows(series.companies, series.produced, spoken),
    seasons: seasons.map((season) => seasonRow(season, language)),
    status,
    tagline: seriesTagline(series, language),
    type: series.type ?? 'Scripted',
  };
}

export const seriesDetails = (call: Call) => detailsOf(seriesOf(call), languageOf(call));

/** The series with the highest of TMDB's own ids. */
const latest = SERIES.at(-1);
export const latestSeries = (call: Call) => detailsOf(existing(latest), languageOf(call));
