import type { Series, SeriesCastRow, SeriesCrewRow } from '../catalogue/catalogue-rows.ts';
import { COMPANIES, KEYWORDS, NETWORKS, SERIES_GENRES } from '../catalogue/catalogue.ts';
import { codedId } from './coded-id.ts';
import { dateOf, EPISODES, generatedSeasons, SEASONS, startOf } from './generated-episodes.ts';
import { generatedName, generatedTitles } from './generated-names.ts';
import { generatedImages, generatedPicture, isGenerated, personFor, workFor } from './generated-movies.ts';
import { generatedProviders } from './generated-parts.ts';
import { random } from './random.ts';

/*
 * Series for every id from FIRST_GENERATED on, derived from the id alone. It also tells the number of seasons: 1,000,045
 * has 45.
 */

const CAST = 8;
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

export function idOfSeriesImdb(imdb: string): number | undefined {
  const id = Number(imdb.slice(2)) - SERIES_IMDB;
  return isGenerated(id) ? id : undefined;
}
/** The fields of a generated series that lists show; cheaper than the whole series. */
export function generatedSeriesSummary(id: number): Series {
  const { below, some } = random(~id);
  const { english, german } = generatedTitles(id);
  const start = startOf(id);
  return {
    id,
    name: `${english}: The Series`,
    names: { de: `${german}: Die Serie` },
    language: 'en',
    date: dateOf(start.year, start),
    genres: some(genres, 1 + below(3)),
    countries: ['US'],
    poster: generatedPicture('p', id),
    backdrop: generatedPicture('b', id),
    average: (40 + below(50)) / 10,
    votes: 10 + below(9000),
    popularity: below(100_000) / 1000,
  };
}

function castRow(series: number, role: number): SeriesCastRow {
  const episodes = (series % SEASONS) * EPISODES;
  const character = generatedName(series + role).split(' ')[0] ?? '';
  return { id: personFor(series, role), character, credit: codedId('series-credit', series, role), episodes };
}
const crewRow = (series: number, [department, job]: (typeof CREW)[number], index: number): SeriesCrewRow => ({
  id: personFor(series, CAST + index),
  department,
  job,
  credit: codedId('series-credit', series, CAST + index),
  episodes: (series % SEASONS) * EPISODES,
});

/** The series in which a generated person plays, each with only that role in its cast. */
export const generatedSeriesWith = (person: number): Series[] =>
  Array.from({ length: CAST }, (_, role) => {
    const series = generatedSeriesSummary(workFor(person, role));
    return { ...series, cast: [{ ...castRow(series.id, role), first: series.date }] };
  });

/** A whole generated series, with everything that a series of the catalogue has. */
export function generatedSeries(id: number): Series {
  const summary = generatedSeriesSummary(id);
  const { below, some } = random(id ^ 0x5e71);
  const start = startOf(id);
  const count = id % SEASONS;
  const isOver = start.isOver || count === 0;
  return {
    ...summary,
    imdb: `tt${id + SERIES_IMDB}`,
    external: { wikidata: `Q${id}`, tvdb: id },
    homepage: `https://series-${id}.example`,
    status: isOver ? 'Ended' : 'Returning Series',
    type: 'Scripted',
    runtime: 20 + below(40),
    networks: some(networks, 1),
    companies: some(companies, 2),
    produced: ['US'],
    spoken: ['en'],
    languages: ['en'],
    keywords: some(keywords, 6),
    creators: [{ id: personFor(id, CAST), credit: codedId('series-credit', id, CAST) }],
    cast: Array.from({ length: CAST }, (_, role) => ({ ...castRow(id, role), first: summary.date })),
    crew: CREW.map((job, index) => ({ ...crewRow(id, job, index), first: summary.date })),
    seasons: generatedSeasons(id),
    ...(count > 0 && {
      last: dateOf(start.year + count - 1, start, isOver ? EPISODES - 1 : EPISODES - 2),
      lastEpisode: [count, isOver ? EPISODES : EPISODES - 1],
      ...(!isOver && { nextEpisode: [count, EPISODES] }),
    }),
    groups: [{ id: codedId('episode-group', id, 0), name: 'Absolute Order', type: 2 }],
    ratings: [
      ['US', 'TV-14'],
      ['DE', '12'],
    ],
    alternatives: [['GB', `${summary.name} (${start.year})`, '']],
    posters: generatedImages(id, 'p', 1000, 1500, ['en', 'de', 'fr', null]),
    backdrops: generatedImages(id, 'b', 1920, 1080, [null, 'en', 'de']),
    logos: generatedImages(id, 'l', 800, 300, ['en', 'de']),
    providers: generatedProviders(id),
  };
}
