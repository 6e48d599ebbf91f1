import { numberOf, type Call } from '../../http/call.ts';
import type { EpisodePlace, EpisodeRow, SeasonRow, Series } from '../../catalogue/catalogue-rows.ts';
import { SERIES, SERIES_BY_ID } from '../../catalogue/catalogue.ts';
import { existing } from '../../http/failure.ts';
import { FIRST_UNRECORDED } from '../../catalogue/first-ids.ts';
import { later } from '../../generated/dates.ts';
import { generatedEpisodes, isGeneratedNumber } from '../../generated/generated-episodes.ts';
import { generatedPicture } from '../../generated/generated-names.ts';
import { seriesOf } from './series-by-id.ts';

/** The running number of each season's first episode, over all series of the catalogue: ids of unrecorded episodes count from it. */
const firsts = new Map<SeasonRow, number>();
let count = 0;
for (const { seasons = [] } of SERIES) {
  for (const season of seasons) {
    firsts.set(season, count);
    count += season.episodes;
  }
}

const isLastSeason = ({ seasons = [] }: Series, season: SeasonRow) => season === seasons.findLast(({ number }) => number > 0);

/** An episode of which only the place is known, and the date when the season's pace is. */
function generatedEpisode(series: Series, season: SeasonRow, number: number): EpisodeRow {
  const { every, date } = season;
  const isFinale = number === season.episodes && season.number > 0;
  const isLast = isFinale && isLastSeason(series, season) && !series.lastEpisode;
  const own = date && (number === 1 || every !== undefined) ? later(date, (every ?? 0) * (number - 1)) : null;
  return {
    id: FIRST_UNRECORDED + (firsts.get(season) ?? 0) + number - 1,
    series: series.id,
    season: season.number,
    number,
    name: '',
    date: isLast ? (series.last ?? own) : season.number > 0 ? own : null,
    ...(series.runtime && { runtime: series.runtime }),
    still: generatedPicture('s', series.id, season.number * 1000 + number),
    ...(isFinale && { type: 'finale' }),
  };
}

function seasonEpisodes(series: Series, season: SeasonRow): EpisodeRow[] {
  const known = new Map(series.episodes?.filter((row) => row.season === season.number).map((row) => [row.number, row]));
  return Array.from({ length: season.episodes }, (_, index) => {
    const generated = generatedEpisode(series, season, index + 1);
    const own = known.get(index + 1);
    return own ? { ...generated, ...own, id: own.id || generated.id, date: own.date ?? generated.date } : generated;
  });
}

const knownEpisodes = new Map<SeasonRow, readonly EpisodeRow[]>();

/** All episodes of a season, recorded or not. */
export function episodesOf(series: Series, season: SeasonRow): readonly EpisodeRow[] {
  if (!SERIES_BY_ID.has(series.id)) return generatedEpisodes(series, season);
  const episodes = knownEpisodes.get(season) ?? seasonEpisodes(series, season);
  knownEpisodes.set(season, episodes);
  return episodes;
}

export function episodeAt(series: Series, [season, number]: EpisodePlace): EpisodeRow | undefined {
  const row = series.seasons?.find((candidate) => candidate.number === season);
  return row && episodesOf(series, row)[number - 1];
}

export interface InSeason {
  series: Series;
  season: SeasonRow;
}
/** The season that a path names. @throws status 34 when the series has none of that number. */
export function seasonOf(call: Call): InSeason {
  const series = seriesOf(call);
  const number = numberOf(call.params[1]);
  return { series, season: existing(series.seasons?.find((row) => row.number === number)) };
}

/** The episode that a path names. @throws status 34 when the season has none of that number. */
export function episodeOf(call: Call): InSeason & { episode: EpisodeRow } {
  const { series, season } = seasonOf(call);
  return { series, season, episode: existing(episodesOf(series, season)[numberOf(call.params[2]) - 1]) };
}

const seasonIds = new Set(SERIES.flatMap(({ seasons = [] }) => seasons.map(({ id }) => id)));
/** Recorded ids of episodes. An episode with an unrecorded id has 0. */
const episodeIds = new Set(SERIES.flatMap(({ episodes = [] }) => episodes.map(({ id }) => id)).filter(Boolean));

/** Whether a season or an episode has this id; any id in the range of generated ones counts. */
export const isSeasonId = (id: number, generated: boolean): boolean => seasonIds.has(id) || (generated && isGeneratedNumber(id));
export const isEpisodeId = (id: number, generated: boolean): boolean =>
  episodeIds.has(id) || (id >= FIRST_UNRECORDED && id < FIRST_UNRECORDED + count) || (generated && isGeneratedNumber(id));
