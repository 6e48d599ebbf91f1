import type { Company, EpisodeRow, Series } from '../../../src/sandbox/catalogue/catalogue-rows.ts';
import { companyReaders, elsewhereOf, fill, imageOf, keywords, readCompany, variety } from './facts.ts';
import { inMainCountries, providersOf, videoOf } from './parts.ts';
import { isObject, number, object, rows, strings, text, type Json } from './recordings.ts';
import { episodeOf, readSeriesCredits, readSeriesIds, seasonOf, seriesOf } from './series.ts';

/* Facts about series that lists do not show: seasons, episodes, networks and parts. */

const KEEP = { images: 6, videos: 4, keywords: 16, guests: 8, crew: 4, groups: 3 } as const;

export const networks = new Map<number, Company>();
export const { read: readNetwork, readPart: readNetworkPart } = companyReaders(networks);

/** All recorded episodes, by series, season and number. */
const episodes = new Map<string, EpisodeRow>();
const isEpisode = (row: Json) => number(row, 'show_id') > 0 && number(row, 'episode_number') > 0 && number(row, 'id') > 0;

/** Adds an episode, or its new facts to a known one. */
export function recordEpisode(episode: EpisodeRow): EpisodeRow {
  const key = `${episode.series} ${episode.season} ${episode.number}`;
  const known = episodes.get(key) ?? episode;
  episodes.set(key, known);
  fill(known, episode);
  return known;
}
/** Reads an episode in any document, with the people of that episode alone where the document names them. */
export function readEpisode(row: Json): void {
  if (!isEpisode(row)) return;
  fill(recordEpisode(episodeOf(row)), {
    type: ['standard', ''].includes(text(row, 'episode_type')) ? '' : text(row, 'episode_type'),
    crew: rows(row, 'crew')
      .slice(0, KEEP.crew)
      .map((person) => ({
        id: number(person, 'id'),
        department: text(person, 'department'),
        job: text(person, 'job'),
        credit: text(person, 'credit_id'),
      })),
    guests: rows(row, 'guest_stars')
      .slice(0, KEEP.guests)
      .map((person) => ({ id: number(person, 'id'), character: text(person, 'character'), credit: text(person, 'credit_id') })),
  });
}

const place = (row: Json): [number, number] | undefined =>
  number(row, 'id') > 0 ? [number(row, 'season_number'), number(row, 'episode_number')] : undefined;

function readDetails(id: number, row: Json): void {
  fill(seriesOf(id), {
    homepage: text(row, 'homepage'),
    status: text(row, 'status'),
    type: text(row, 'type'),
    last: text(row, 'last_air_date'),
    networks: rows(row, 'networks').map((network) => number(network, 'id')),
    companies: rows(row, 'production_companies').map((company) => number(company, 'id')),
    produced: rows(row, 'production_countries').map((country) => text(country, 'iso_3166_1')),
    spoken: rows(row, 'spoken_languages').map((spoken) => text(spoken, 'iso_639_1')),
    languages: strings(row, 'languages'),
    creators: rows(row, 'created_by').map((person) => ({ id: number(person, 'id'), credit: text(person, 'credit_id') })),
    seasons: rows(row, 'seasons').map(seasonOf),
    lastEpisode: place(object(row, 'last_episode_to_air')),
    nextEpisode: place(object(row, 'next_episode_to_air')),
  });
  rows(row, 'networks').forEach(readNetwork);
  rows(row, 'production_companies').forEach(readCompany);
  // Episodes in answers of 2021 lack the id of their series.
  for (const key of ['last_episode_to_air', 'next_episode_to_air']) readEpisode({ ...object(row, key), show_id: id });
}

type Read = (id: number, document: Json) => void;
const images = (part: Json, key: string) => variety(rows(part, key).map(imageOf), KEEP.images);
const videos = (part: Json) => rows(part, 'results').map(videoOf).slice(0, KEEP.videos);

/** Readers of the parts of a series. */
const SERIES: Readonly<Record<string, Read>> = {
  details: readDetails,
  aggregate_credits: readSeriesCredits,
  credits: readSeriesCredits,
  external_ids: readSeriesIds,
  alternative_titles: (id, part) =>
    fill(seriesOf(id), {
      alternatives: inMainCountries(rows(part, 'results')).map((row) => [text(row, 'iso_3166_1'), text(row, 'title'), text(row, 'type')]),
    }),
  content_ratings: (id, part) =>
    fill(seriesOf(id), { ratings: inMainCountries(rows(part, 'results')).map((row) => [text(row, 'iso_3166_1'), text(row, 'rating')]) }),
  episode_groups: (id, part) => {
    rows(part, 'results').forEach((row) => isObject(row['network']) && readNetwork(row['network']));
    fill(seriesOf(id), {
      groups: rows(part, 'results')
        .slice(0, KEEP.groups)
        .map((row) => ({
          id: text(row, 'id'),
          name: text(row, 'name'),
          type: number(row, 'type'),
          ...(isObject(row['network']) && { network: number(row['network'], 'id') }),
        })),
    });
  },
  images: (id, part) =>
    fill(seriesOf(id), { posters: images(part, 'posters'), backdrops: images(part, 'backdrops'), logos: images(part, 'logos') }),
  keywords: (id, part) => {
    const found = rows(part, 'results').slice(0, KEEP.keywords);
    for (const row of found) keywords.set(number(row, 'id'), { id: number(row, 'id'), name: text(row, 'name') });
    fill(seriesOf(id), { keywords: found.map((row) => number(row, 'id')) });
  },
  screened_theatrically: (id, part) => {
    for (const row of rows(part, 'results')) recordEpisode({ ...episodeOf({ ...row, show_id: id }), screened: true });
  },
  videos: (id, part) => fill(seriesOf(id), { videos: videos(part) }),
  'watch/providers': (id, part) => fill(seriesOf(id), { providers: providersOf(part) }),
};

/** Reads a document about a season or an episode. */
function readBelow(id: number, name: string, document: Json): void {
  const [, season = '', episode = '', part = ''] = /^season\/(\d+)(?:\/episode\/(\d+))?(?:\/(\w+))?$/.exec(name) ?? [];
  if (episode) {
    const known = episodes.get(`${id} ${season} ${episode}`);
    if (known && part === 'external_ids') fill(known, { imdb: text(document, 'imdb_id'), external: elsewhereOf(document) });
    return;
  }
  const known = seriesOf(id).seasons?.find((row) => String(row.number) === season);
  if (!known) return;
  // Dates in lists of seasons have been off by a day.
  if (part === '') known.date = text(document, 'air_date') || known.date;
  if (part === 'external_ids') fill(known, { external: elsewhereOf(document) });
  if (part === 'images') fill(known, { posters: images(document, 'posters') });
  if (part === 'videos') fill(known, { videos: videos(document) });
}

/** Reads a document below `/tv`, by its path there. */
export function readTelevision(id: number, name: string, document: Json): void {
  if (!(id > 0)) return;
  if (name.startsWith('season/')) readBelow(id, name, document);
  else SERIES[name]?.(id, document);
}

/** Adds an external id to the entries that were found by it. */
export function readFound(source: string, id: string, found: Json): void {
  const ids = source === 'imdb_id' ? { imdb: id } : { external: { tvdb: Number(id) } };
  for (const row of rows(found, 'tv_episode_results')) fill(recordEpisode(episodeOf(row)), ids);
  if (source === 'tvdb_id') for (const row of rows(found, 'tv_results')) readSeriesIds(number(row, 'id'), { tvdb_id: Number(id) });
}

/** The recorded episodes of a series that are in its seasons, with the known people in them. */
export function keptEpisodes({ id, seasons = [] }: Series, isKnown: (person: number) => boolean): EpisodeRow[] {
  return [...episodes.values()]
    .filter(({ series, season, number: at }) => series === id && seasons.some((row) => row.number === season && at <= row.episodes))
    .toSorted((a, b) => a.season - b.season || a.number - b.number)
    .map((episode) => ({
      ...episode,
      crew: (episode.crew ?? []).filter((row) => isKnown(row.id)),
      guests: (episode.guests ?? []).filter((row) => isKnown(row.id)),
    }));
}
