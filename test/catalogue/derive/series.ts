import type { EpisodeRow, SeasonRow, Series, SeriesCastRow, SeriesCrewRow } from '../../../src/sandbox/catalogue/catalogue-rows.ts';
import { elsewhereOf, fill } from './facts.ts';
import { number, object, rows, strings, text, type Json } from './recordings.ts';

/* The series found so far, by id, and functions that add recorded rows to them. */

export const series = new Map<number, Series>();
const ADULT_SERIES = new Set<number>();

export const seriesOf = (id: number): Series => {
  const known = series.get(id) ?? { id, name: '', language: '', date: '', genres: [], countries: [], average: 0, votes: 0, popularity: 0 };
  series.set(id, known);
  return known;
};

export const isSeries = (row: Json) => 'original_name' in row && 'first_air_date' in row && number(row, 'id') > 0;

export function readSeriesRow(row: Json, language: string): void {
  const known = seriesOf(number(row, 'id'));
  if (row['adult'] === true || row['softcore'] === true) ADULT_SERIES.add(known.id);
  const listed = Array.isArray(row['genre_ids']) ? row['genre_ids'].filter((id) => typeof id === 'number') : [];
  if (known.genres.length === 0) known.genres = listed.length > 0 ? listed : rows(row, 'genres').map((genre) => number(genre, 'id'));
  if (number(row, 'vote_count') > known.votes)
    Object.assign(known, { votes: number(row, 'vote_count'), average: number(row, 'vote_average') });
  known.popularity = Math.max(known.popularity, number(row, 'popularity'));
  fill(known, {
    name: text(row, 'original_name'),
    language: text(row, 'original_language'),
    date: text(row, 'first_air_date'),
    countries: strings(row, 'origin_country'),
    poster: language === 'en' ? text(row, 'poster_path') : '',
    backdrop: text(row, 'backdrop_path'),
  });
  const name = text(row, 'name');
  if (name && name !== text(row, 'original_name') && language !== text(row, 'original_language'))
    known.names = { [language]: name, ...known.names };
}

export const episodeOf = (row: Json): EpisodeRow => ({
  id: number(row, 'id'),
  series: number(row, 'show_id'),
  season: number(row, 'season_number'),
  number: number(row, 'episode_number'),
  name: text(row, 'name'),
  date: text(row, 'air_date') || null,
  code: text(row, 'production_code'),
  runtime: number(row, 'runtime'),
  still: text(row, 'still_path'),
  average: number(row, 'vote_average'),
  votes: number(row, 'vote_count'),
});
export const seasonOf = (row: Json): SeasonRow => ({
  id: number(row, 'id'),
  number: number(row, 'season_number'),
  name: text(row, 'name'),
  date: text(row, 'air_date') || null,
  episodes: number(row, 'episode_count'),
  poster: text(row, 'poster_path'),
  average: number(row, 'vote_average'),
});

export const seriesCast = new Map<number, Map<string, SeriesCastRow & { order: number }>>();
const seriesCrew = new Map<number, Map<string, SeriesCrewRow>>();
/** Adds a credit, or its episodes to a known one: the credits of a series do not count episodes, its aggregate credits do. */
const add = <Row extends { credit: string; episodes: number }>(all: Map<number, Map<string, Row>>, id: number, row: Row) => {
  const known = all.get(id) ?? new Map<string, Row>();
  const before = known.get(row.credit);
  known.set(row.credit, { ...row, ...before, episodes: Math.max(row.episodes, before?.episodes ?? 0) });
  all.set(id, known);
};

const creditOf = (row: Json, person: number) => ({
  id: person,
  credit: text(row, 'credit_id'),
  episodes: number(row, 'episode_count') || number(row, 'total_episode_count'),
  ...(text(row, 'first_credit_air_date') && { first: text(row, 'first_credit_air_date') }),
});

const each = (row: Json, key: 'roles' | 'jobs') =>
  (rows(row, key).length > 0 ? rows(row, key) : [row]).filter((role) => text(role, 'credit_id'));

/** Reads the `credits` of a series, or its `aggregate_credits`, where a person can have several roles or jobs. */
export function readSeriesCredits(id: number, credits: Json): void {
  for (const row of rows(credits, 'cast'))
    for (const role of each(row, 'roles'))
      add(seriesCast, id, {
        ...creditOf({ ...row, ...role }, number(row, 'id')),
        character: text(role, 'character'),
        order: number(row, 'order'),
      });
  for (const row of rows(credits, 'crew'))
    for (const job of each(row, 'jobs'))
      add(seriesCrew, id, {
        ...creditOf({ ...row, ...job }, number(row, 'id')),
        department: text(row, 'department'),
        job: text(job, 'job'),
      });
}

/** Reads the `tv_credits` or `combined_credits` of a person. */
export function readPersonCredits(person: number, credits: Json): void {
  for (const row of rows(credits, 'cast').filter(isSeries))
    add(seriesCast, number(row, 'id'), { ...creditOf(row, person), character: text(row, 'character'), order: 500 });
  for (const row of rows(credits, 'crew').filter(isSeries))
    add(seriesCrew, number(row, 'id'), { ...creditOf(row, person), department: text(row, 'department'), job: text(row, 'job') });
}

/** Reads a single credit, the only document that names its seasons and episodes. */
export function readCredit(credit: Json): void {
  const media = object(credit, 'media');
  if (text(credit, 'media_type') !== 'tv') return;
  const [seasons, episodes] = [rows(media, 'seasons').map(seasonOf), rows(media, 'episodes').map(episodeOf)];
  add(seriesCast, number(media, 'id'), {
    id: number(object(credit, 'person'), 'id'),
    credit: text(credit, 'id'),
    character: text(media, 'character'),
    episodes: episodes.length,
    order: 500,
    seenIn: { seasons, episodes },
  });
}

export function readSeriesIds(id: number, ids: Json): void {
  const known = seriesOf(id);
  fill(known, { imdb: text(ids, 'imdb_id') });
  known.external = { ...elsewhereOf(ids), ...known.external };
}

/** Most rows to keep: the catalogue is committed, so it stays small. */
const KEEP = { series: 100, cast: 12, crew: 8 } as const;

const rank = ({ id, votes }: Series) => votes + (seriesCast.has(id) ? 400 : 0);

/** The best known series, and those with known people, each with cast and crew of the catalogue. */
export function keptSeries(isKnown: (person: number) => boolean): Series[] {
  const kept = [...series.values()]
    .filter(({ id, name, date, genres }) => !ADULT_SERIES.has(id) && name && date && genres.length > 0)
    .toSorted((a, b) => rank(b) - rank(a) || a.id - b.id)
    .slice(0, KEEP.series)
    .toSorted((a, b) => a.id - b.id);
  for (const known of kept) {
    known.cast = [...(seriesCast.get(known.id)?.values() ?? [])]
      .filter(({ id }) => isKnown(id))
      .toSorted((a, b) => a.order - b.order)
      // Order 500 marks a person's own credits: all are kept, so that these people have credits.
      .filter(({ order }, index) => index < KEEP.cast || order === 500)
      .map(({ order: _order, ...row }) => row);
    known.crew = [...(seriesCrew.get(known.id)?.values() ?? [])].filter(({ id }) => isKnown(id)).slice(0, KEEP.crew);
  }
  return kept;
}
