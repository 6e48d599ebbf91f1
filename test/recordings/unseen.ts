import type { Table } from '../support/compare.ts';
import type { Json } from '../support/recordings.ts';
import { changedRow } from './change-list.ts';
import { collectionThing } from './collection.ts';
import { episodeGroupThing } from './episode-group.ts';
import { found } from './find.ts';
import { pagesOf } from './list.ts';
import { movieThing } from './movie.ts';
import { personThing } from './person.ts';
import { film } from './rows.ts';
import { under } from './rules.ts';
import { rootOf, type Thing } from './thing.ts';
import { tvSeriesThing } from './tv-series.ts';
import { userList, userListV4 } from './user-list.ts';
import { servicesOf } from './watch-provider.ts';

/** What series have and films have not: pictures, videos, reviews and the like are the same fields, made by the same functions. */
const { details, aggregate_credits, alternative_titles, content_ratings, episode_groups, keywords } = tvSeriesThing.parts;
const ownParts = { details, aggregate_credits, alternative_titles, content_ratings, episode_groups, keywords };
const seriesThing: Thing = {
  ...tvSeriesThing,
  parts: Object.fromEntries(Object.entries(ownParts).flatMap(([name, table]) => (table ? [[name, table]] : []))),
};

/** What only searches say of a collection is not asked for here. */
const { adult: _adult, ...collectionDetails } = collectionThing.parts.details ?? {};
const detailedCollection: Thing = { ...collectionThing, parts: { ...collectionThing.parts, details: collectionDetails } };

/** Where seasons and episodes repeat the id of the series they stand in. */
const OF_ITS_SERIES = /^(seasons\[\]|(last|next)_episode_to_air)\.show_id$/;

/** A document of TMDB, and how it is asked for. */
interface Subject {
  readonly what: string;
  /** Where TMDB has it. */
  readonly path: string;
  readonly table: Table;
  /** Of the fields, by their path. */
  readonly arguments: Readonly<Record<string, string>>;
  /** Those of its keys that are only there when they are appended. */
  readonly parts?: readonly string[];
  /** What else TMDB has, by path. */
  readonly besides?: Readonly<Record<string, Json>>;
}

/** A thing with all its parts appended; without its id, by which it is asked for, and without its kind, which only lists say. */
function thingOf({ parts, ...thing }: Thing, id = '1000'): Subject {
  const root = rootOf(thing);
  const tables = Object.entries(parts).map(([part, { id: _id, ...table }]) =>
    under(part === 'details' ? '' : `${part}.`, `${root}.`, table),
  );
  const whole = Object.assign({}, ...tables) as Table;
  return {
    what: thing.kind,
    path: (thing.family ?? `/3/${thing.kind}/{id}`).replace('{id}', id),
    table: Object.fromEntries(Object.entries(whole).filter(([key]) => key !== 'media_type' && !OF_ITS_SERIES.test(key))),
    arguments: { [root]: `id: "${id}"` },
    parts: Object.keys(parts),
  };
}

const { id: _listId, ...listTable } = userList;
// Comments stand beside the rows, and names of users are those of version 3.
const { 'results[].comment': _comment, 'created_by.username': _username, ...listTableV4 } = userListV4;

/** What `unseen.test.ts` makes odd. */
export const SUBJECTS: readonly Subject[] = [
  thingOf(movieThing),
  thingOf(personThing),
  thingOf(seriesThing),
  thingOf(detailedCollection),
  thingOf(episodeGroupThing, '5e9077d2e640d600151f32bd'),
  { what: 'discover page', path: '/3/discover/movie', table: pagesOf({ root: 'discoverMovies', row: film }), arguments: {} },
  { what: 'list of changes', path: '/3/movie/changes', table: pagesOf({ root: 'movieChanges', ...changedRow }), arguments: {} },
  { what: 'list of services', path: '/3/watch/providers/movie', table: servicesOf('movieWatchProviders'), arguments: {} },
  {
    what: 'find result',
    path: '/3/find/tt0133093',
    table: found,
    arguments: { find: 'source: IMDB, externalId: "tt0133093"' },
  },
  { what: 'user’s list', path: '/3/list/7', table: listTable, arguments: { list: 'id: 7' } },
  {
    what: 'user’s list in version 4',
    path: '/4/list/7',
    table: listTableV4,
    arguments: { list: 'id: 7' },
    besides: { '/3/list/7': { id: 7, name: 'A list' } },
  },
];
