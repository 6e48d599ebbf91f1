import type { EpisodeRow, SeasonRow, Series } from '../../catalogue/catalogue-rows.ts';
import { crewPart, personPart } from '../people/person-part.ts';
import { episodeName, episodeOverview, seasonName, seasonOverview } from '../../generated/series-text.ts';

/** The row of a season in its series, a credit and find. */
export const seasonRow = (season: SeasonRow, language: string) => ({
  air_date: season.date,
  episode_count: season.episodes,
  id: season.id,
  name: seasonName(season, language),
  overview: seasonOverview(season, language),
  poster_path: season.poster ?? null,
  season_number: season.number,
  vote_average: season.average ?? 0,
});
/** The row of a season among other kinds, with its kind and series. */
export const mixedSeason = (season: SeasonRow, { id }: Series, language: string) => ({
  ...seasonRow(season, language),
  media_type: 'tv_season',
  show_id: id,
});

/** The fields of an episode, without its people. */
export const episodeFacts = (episode: EpisodeRow, language: string) => ({
  air_date: episode.date,
  episode_number: episode.number,
  episode_type: episode.type ?? 'standard',
  id: episode.id,
  name: episodeName(episode, language),
  overview: episodeOverview(episode, language),
  production_code: episode.code ?? '',
  runtime: episode.runtime ?? null,
  season_number: episode.season,
  still_path: episode.still ?? null,
  vote_average: episode.average ?? 0,
  vote_count: episode.votes ?? 0,
});
/** The row of an episode outside its season. */
export const episodeRow = (episode: EpisodeRow, language: string) => ({ ...episodeFacts(episode, language), show_id: episode.series });
export const mixedEpisode = (episode: EpisodeRow, language: string) => ({ ...episodeRow(episode, language), media_type: 'tv_episode' });

/** Guests come after the regular cast. */
const FIRST_GUEST = 500;

/** The crew and guests of one episode. */
export const episodePeople = ({ crew = [], guests = [] }: EpisodeRow) => ({
  crew: crew.map(crewPart),
  guest_stars: guests.map(({ id, character, credit }, index) => ({
    ...personPart(id),
    character,
    credit_id: credit,
    order: FIRST_GUEST + index,
  })),
});
