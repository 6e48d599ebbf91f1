import type { Table } from '../support/compare.ts';
import type { Json } from '../support/recordings.ts';
import { changedRow } from './change-list.ts';
import { collectionResource } from './collection.ts';
import { episodeGroupResource } from './episode-group.ts';
import { found } from './find.ts';
import { pagesOf } from './list.ts';
import { movieResource } from './movie.ts';
import { personResource } from './person.ts';
import { movie } from './rows.ts';
import { under } from './rules.ts';
import { rootOf, type RecordedResource } from './resource.ts';
import { tvSeriesResource } from './tv-series.ts';
import { userList, userListV4 } from './user-list.ts';
import { servicesOf } from './watch-provider.ts';

/** Parts that only series have: pictures, videos, reviews and others are built by the same functions as those of movies. */
const { details, aggregate_credits, alternative_titles, content_ratings, episode_groups, keywords } = tvSeriesResource.parts;
const ownParts = { details, aggregate_credits, alternative_titles, content_ratings, episode_groups, keywords };
const seriesResource: RecordedResource = {
  ...tvSeriesResource,
  parts: Object.fromEntries(Object.entries(ownParts).flatMap(([name, table]) => (table ? [[name, table]] : []))),
};

/** `adult` is only known from searches. */
const { adult: _adult, ...collectionDetails } = collectionResource.parts.details ?? {};
const detailedCollection: RecordedResource = { ...collectionResource, parts: { ...collectionResource.parts, details: collectionDetails } };

/** Keys at which seasons and episodes repeat the id of their series. */
const OF_ITS_SERIES = /^(seasons\[\]|(last|next)_episode_to_air)\.show_id$/;

/** A document of TMDB, and how to request it. */
export interface Subject {
  readonly what: string;
  /** Its path at TMDB. */
  readonly path: string;
  readonly table: Table;
  /** The `id` in it, which the table leaves out because the operation names it. */
  readonly id?: string | number;
  /** Arguments of fields, by the path of the field. */
  readonly arguments: Readonly<Record<string, string>>;
  /** Keys that are only present when they are appended. */
  readonly parts?: readonly string[];
  /** Other documents of TMDB, by path. */
  readonly besides?: Readonly<Record<string, Json>>;
}

/** A resource with all its parts appended, without its id, which the operation names, and its kind, which only lists have. */
function wholeResource({ parts, ...resource }: RecordedResource, id = '1000'): Subject {
  const root = rootOf(resource);
  const tables = Object.entries(parts).map(([part, { id: _id, ...table }]) =>
    under(part === 'details' ? '' : `${part}.`, `${root}.`, table),
  );
  const whole = Object.assign({}, ...tables) as Table;
  return {
    what: resource.kind,
    path: (resource.family ?? `/3/${resource.kind}/{id}`).replace('{id}', id),
    table: Object.fromEntries(Object.entries(whole).filter(([key]) => key !== 'media_type' && !OF_ITS_SERIES.test(key))),
    id: /^\d+$/.test(id) ? Number(id) : id,
    arguments: { [root]: `id: "${id}"` },
    parts: Object.keys(parts),
  };
}

const { id: _listId, ...listTable } = userList;
// TMDB sends comments beside the rows, and the name of the user comes from version 3.
const { 'results[].comment': _comment, 'created_by.username': _username, ...listTableV4 } = userListV4;

/** The documents that the suites make odd. */
export const SUBJECTS: readonly Subject[] = [
  wholeResource(movieResource),
  wholeResource(seriesResource),
  wholeResource(detailedCollection),
  wholeResource(episodeGroupResource, '5e9077d2e640d600151f32bd'),
  { what: 'discover page', path: '/3/discover/movie', table: pagesOf({ root: 'discoverMovies', row: movie }), arguments: {} },
  { what: 'list of changes', path: '/3/movie/changes', table: pagesOf({ root: 'movieChanges', ...changedRow }), arguments: {} },
  { what: 'list of watch providers', path: '/3/watch/providers/movie', table: servicesOf('movieWatchProviders'), arguments: {} },
  {
    what: 'find result',
    path: '/3/find/tt0133093',
    table: found,
    arguments: { find: 'source: IMDB, externalId: "tt0133093"' },
  },
  { what: 'list of an account', path: '/3/list/7', table: listTable, id: 7, arguments: { list: 'id: 7' } },
  {
    what: 'list of an account in version 4',
    path: '/4/list/7',
    table: listTableV4,
    id: 7,
    arguments: { list: 'id: 7' },
    besides: { '/3/list/7': { id: 7, name: 'A list' } },
  },
];

/** A person apart from the others: its documents have the most keys, and so a test file of its own. */
export const PERSON: Subject = wholeResource(personResource);
