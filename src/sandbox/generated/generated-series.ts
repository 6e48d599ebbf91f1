import type { Series } from '../catalogue/catalogue-rows.ts';
import { COMPANIES, KEYWORDS, NETWORKS, SERIES_BY_ID, SERIES_GENRES } from '../catalogue/catalogue.ts';
import type { Scope } from '../http/call.ts';
import { codedId } from './coded-id.ts';
import { completeSeries } from './complete.ts';
import { EPISODES, generatedSeasons, scheduleOf, SEASONS, WEEK } from './generated-episodes.ts';
import { later } from './dates.ts';
import { currentRows } from './generated-movies.ts';
import { generatedPicture, generatedTitles } from './generated-names.ts';
import { CAST, generatedCastRow, generatedCrew, isGenerated, knownId, ownRows, personFor, workFor } from './generated-people.ts';
import { random } from './random.ts';

/*
 * Series for every id from FIRST_GENERATED on, derived from the id and, for running series, from the date. The id also
 * tells the number of seasons: 1,000,045 has 45.
 */

const CREW = [
  ['Production', 'Executive Producer'],
  ['Sound', 'Original Music Composer'],
  ['Art', 'Production Design'],
  ['Camera', 'Director of Photography'],
] as const;
/** IMDb ids of ten digits, above those of real titles and generated movies, below those of generated episodes. */
const SERIES_IMDB = 4_000_000_000;

const genres = [...SERIES_GENRES.keys()];
const networks = [...NETWORKS.values()].filter(({ logo }) => logo).map(({ id }) => id);
const companies = [...COMPANIES.keys()];
const keywords = [...KEYWORDS.keys()];

/** The id encoded in a generated IMDb id; -1 for any other. */
export function idOfSeriesImdb(imdb: string): number {
  const id = Number(imdb.slice(2)) - SERIES_IMDB;
  return isGenerated(id) ? id : -1;
}
/** The fields of a generated series that lists show; cheaper than the whole series. @param today Such as `2026-11-26`. */
export function generatedSeriesSummary(id: number, today: string): Series {
  const { below, some } = random(~id);
  const { english, german } = generatedTitles(id);
  return {
    id,
    name: `${english}: The Series`,
    names: { de: `${german}: Die Serie` },
    language: 'en',
    date: scheduleOf(id, today).first,
    genres: some(genres, 1 + below(3)),
    countries: ['US'],
    poster: generatedPicture('p', id),
    backdrop: generatedPicture('b', id),
    average: (40 + below(50)) / 10,
    votes: 10 + below(9000),
    popularity: below(100_000) / 1000,
  };
}

/** The series in which a generated person plays; generated ones have only that role in their cast. */
export const seriesWith = (person: number, { generated, today }: Scope): Series[] =>
  Array.from({ length: CAST }, (_, role) => workFor(person, role)).flatMap((id, role) => {
    const known = SERIES_BY_ID.get(knownId(id));
    const found = known && ownRows(known.cast, person).length > 0 ? [known] : [];
    if (!generated || SERIES_BY_ID.has(id)) return found;
    const series = generatedSeriesSummary(id, today());
    const row = { ...generatedCastRow('series-credit', id, role), episodes: (id % SEASONS) * EPISODES, first: series.date };
    return [...found, { ...series, cast: [row] }];
  });

/** A whole generated series, with everything that a series of the catalogue has. @param today Such as `2026-11-26`. */
export function generatedSeries(id: number, today: string): Series {
  const summary = generatedSeriesSummary(id, today);
  const { date: first, name } = summary;
  const { below, some } = random(id ^ 0x5e71);
  const { last, isRunning } = scheduleOf(id, today);
  const count = id % SEASONS;
  const aired = isRunning ? EPISODES - 1 : EPISODES;
  return completeSeries({
    ...summary,
    imdb: `tt${id + SERIES_IMDB}`,
    external: { wikidata: `Q${id}`, tvdb: id },
    homepage: `https://series-${id}.example`,
    status: isRunning ? 'Returning Series' : 'Ended',
    type: 'Scripted',
    runtime: 20 + below(40),
    networks: some(networks, 1),
    companies: some(companies, 2),
    produced: ['US'],
    spoken: ['en'],
    languages: ['en'],
    keywords: some(keywords, 6),
    creators: [{ id: personFor(id, CAST), credit: codedId('series-credit', id, CAST) }],
    crew: generatedCrew('series-credit', id, CREW).map((row) => ({ ...row, episodes: count * EPISODES, first })),
    seasons: generatedSeasons(id, first),
    ...(count > 0 && {
      last: later(last, WEEK * (aired - 1)),
      lastEpisode: [count, aired],
      ...(isRunning && { nextEpisode: [count, EPISODES] }),
    }),
    groups: [{ id: codedId('episode-group', id, 0), name: 'Absolute Order', type: 2 }],
    alternatives: [['GB', `${name} (${first.slice(0, 4)})`, '']],
  });
}

const currentSeries = currentRows(generatedSeries);
/** Generated series that have a next episode. */
export const runningSeries = (today: string): readonly Series[] => currentSeries(today).filter(({ nextEpisode }) => nextEpisode);
