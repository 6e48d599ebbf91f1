import { languageOf, type Call } from './call.ts';
import type { Elsewhere } from './catalogue-rows.ts';
import { FILMS, indexed, PEOPLE, SERIES } from './catalogue.ts';
import { failure } from './failure.ts';
import { filmByImdb, filmRow, MOVIE, personByImdb } from './films.ts';
import { foundPerson } from './person.ts';
import { seriesRow, TV } from './series.ts';

/** TMDB's name for a source, and ours for the id. */
const SOURCES = {
  imdb_id: 'imdb',
  wikidata_id: 'wikidata',
  facebook_id: 'facebook',
  instagram_id: 'instagram',
  twitter_id: 'twitter',
  tiktok_id: 'tiktok',
  youtube_id: 'youtube',
  tvdb_id: 'tvdb',
  tvrage_id: 'tvrage',
  freebase_mid: 'freebaseMid',
  freebase_id: 'freebase',
} as const satisfies Record<string, keyof Elsewhere | 'imdb'>;

const isSource = (name: string): name is keyof typeof SOURCES => Object.hasOwn(SOURCES, name);

/** Such as `wikidata Q2263`: ids of different sources may look alike. */
const keysOf = ({ imdb, external = {} }: { imdb?: string; external?: Elsewhere }) =>
  Object.entries({ imdb, ...external }).flatMap(([source, id]) => (id === undefined ? [] : [`${source} ${id}`]));

const FOUND = { films: indexed(FILMS, keysOf), people: indexed(PEOPLE, keysOf), series: indexed(SERIES, keysOf) };

/** Films and people that are made up on demand are found by IMDb's ids alone. */
const listOf = <Row>(row: Row | undefined): readonly Row[] => (row ? [row] : []);

/** By an id of another site; unknown ids find nothing, which is no failure. */
export function find(call: Call) {
  const [id = ''] = call.params;
  const name = call.query.get('external_source') ?? '';
  if (!isSource(name)) throw failure(5);
  const language = languageOf(call);
  const key = `${SOURCES[name]} ${id}`;
  const imdb = name === 'imdb_id' ? id : '';
  const films = FOUND.films.get(key) ?? listOf(imdb.startsWith('tt') ? filmByImdb(imdb, call.generated) : undefined);
  const people = FOUND.people.get(key) ?? listOf(imdb.startsWith('nm') ? personByImdb(imdb, call.generated) : undefined);
  return {
    movie_results: films.map((film) => filmRow(film, language, MOVIE)),
    person_results: people.map((person) => foundPerson(person, language, { media_type: 'person' })),
    tv_results: (FOUND.series.get(key) ?? []).map((series) => seriesRow(series, language, TV)),
    tv_episode_results: [],
    tv_season_results: [],
  };
}
