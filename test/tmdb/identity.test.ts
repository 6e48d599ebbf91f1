import { describe, expect, it } from 'vitest';
import { list, listV4 } from '../../src/tmdb/api/account/list.ts';
import { discoverMovies } from '../../src/tmdb/api/discovery/discover.ts';
import { find } from '../../src/tmdb/api/discovery/find.ts';
import { searchMovies } from '../../src/tmdb/api/discovery/search.ts';
import { credit } from '../../src/tmdb/api/people/credit.ts';
import { latestPerson, person } from '../../src/tmdb/api/people/person.ts';
import { changeLists } from '../../src/tmdb/api/reference/change.ts';
import { company } from '../../src/tmdb/api/reference/company.ts';
import { configuration, countries } from '../../src/tmdb/api/reference/configuration.ts';
import { genres } from '../../src/tmdb/api/reference/genre.ts';
import { keyword } from '../../src/tmdb/api/reference/keyword.ts';
import { network } from '../../src/tmdb/api/reference/network.ts';
import { collection } from '../../src/tmdb/api/titles/collection.ts';
import { latestMovie, movie, movieLists } from '../../src/tmdb/api/titles/movie.ts';
import { review } from '../../src/tmdb/api/titles/review.ts';
import { episodeGroup, latestTvSeries, tvEpisode, tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import { identityError } from '../../src/tmdb/identity.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { resourceTables } from '../support/resource-tables.ts';

/** A document of each kind that describes one resource, with the key that names it. */
interface Kind {
  readonly what: string;
  readonly resource: Resource;
  readonly ref: string;
  readonly part?: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly key: string;
  /** Values of the key that name other resources. */
  readonly others: readonly unknown[];
}

const HEX = '5256c8b219c2956ff6047cd8';
const OTHER_HEX = '5256c8b219c2956ff6047cd9';
const numbered = { key: 'id', others: [604, '604', 6030, 1] };
const hexed = { key: 'id', others: [OTHER_HEX] };

const KINDS: readonly Kind[] = [
  { what: 'a movie', resource: movie, ref: '603', document: { id: 603, imdb_id: 'tt0133093', title: 'The Matrix' }, ...numbered },
  {
    what: 'a movie by its IMDb id',
    resource: movie,
    ref: 'tt0133093',
    document: { id: 603, imdb_id: 'tt0133093', title: 'The Matrix' },
    key: 'imdb_id',
    others: ['tt0234215', 'tt13309300'],
  },
  { what: 'a series', resource: tvSeries, ref: '603', document: { id: 603, name: 'A series' }, ...numbered },
  {
    what: 'a season',
    resource: tvSeries,
    ref: '1399',
    part: 'season/3',
    document: { _id: HEX, id: 3626, season_number: 3, name: 'Season 3' },
    key: 'season_number',
    others: [0, 4, '4', 33],
  },
  {
    what: 'the specials of a series',
    resource: tvSeries,
    ref: '1399',
    part: 'season/0',
    document: { _id: HEX, id: 3627, season_number: 0, name: 'Specials' },
    key: 'season_number',
    others: [1, '1'],
  },
  {
    what: 'an episode',
    resource: tvEpisode,
    ref: '1399-1-5',
    document: { id: 63_060, season_number: 1, episode_number: 5, name: 'The Wolf and the Lion' },
    key: 'episode_number',
    others: [0, 6, '6'],
  },
  {
    what: 'an episode by its season',
    resource: tvEpisode,
    ref: '1399-1-5',
    document: { id: 63_060, season_number: 1, episode_number: 5, name: 'The Wolf and the Lion' },
    key: 'season_number',
    others: [0, 2, '2'],
  },
  { what: 'a person', resource: person, ref: '603', document: { id: 603, name: 'A person' }, ...numbered },
  { what: 'a collection', resource: collection, ref: '603', document: { id: 603, name: 'A collection' }, ...numbered },
  { what: 'a company', resource: company, ref: '603', document: { id: 603, name: 'A company' }, ...numbered },
  { what: 'a network', resource: network, ref: '603', document: { id: 603, name: 'A network' }, ...numbered },
  { what: 'a keyword', resource: keyword, ref: '603', document: { id: 603, name: 'prison' }, ...numbered },
  { what: 'a list', resource: list, ref: '603', document: { id: '603', name: 'A list' }, ...numbered },
  { what: 'an old list', resource: list, ref: HEX, document: { id: HEX, name: 'A list' }, ...hexed },
  { what: 'a list in version 4', resource: listV4, ref: '603', document: { id: 603, name: 'A list' }, ...numbered },
  { what: 'a review', resource: review, ref: HEX, document: { id: HEX, author: 'x', content: 'Good.' }, ...hexed },
  { what: 'a credit', resource: credit, ref: HEX, document: { id: HEX, credit_type: 'cast' }, ...hexed },
  { what: 'an episode group', resource: episodeGroup, ref: HEX, document: { id: HEX, name: 'By date' }, ...hexed },
];

const ofKind = ({ resource, ref, part = 'details' }: Kind) => ({ resource, ref, part });

const BAD = { code: 'UPSTREAM_BAD_RESPONSE', fault: 'tmdb', retry: 'no', http: 200 };

/** Values that name nothing, in place of any id or number. */
const ODD = [undefined, null, '', ' ', 'abc', 1.5, -1, 2 ** 40, 1e300, true, {}, [], [604], '0604', ' 604', '604 ', '604.0', '６０４'];

describe('a document that describes a resource', () => {
  it.each(KINDS)('believes a document that names what was requested: $what', (kind) => {
    expect(identityError(ofKind(kind), kind.document)).toBeUndefined();
    const sent = kind.document[kind.key];
    expect(identityError(ofKind(kind), { ...kind.document, [kind.key]: String(sent) })).toBeUndefined();
    expect(identityError(ofKind(kind), { [kind.key]: sent })).toBeUndefined();
  });

  it.each(KINDS)('refuses a document that names another resource than $what', (kind) => {
    for (const other of kind.others)
      expect(identityError(ofKind(kind), { ...kind.document, [kind.key]: other }), JSON.stringify(other)).toMatchObject(BAD);
  });

  it.each(KINDS)('believes a document with an odd id or none: $what', (kind) => {
    for (const odd of ODD) expect(identityError(ofKind(kind), { ...kind.document, [kind.key]: odd }), JSON.stringify(odd)).toBeUndefined();
  });

  it.each(KINDS)('refuses a document that says nothing of $what', (kind) => {
    const nothings = [
      {},
      { success: true },
      { message: 'OK' },
      { page: 1, results: [] },
      { id: null, title: '', name: ' ' },
      { id: 'abc' },
      [],
    ];
    for (const json of nothings) expect(identityError(ofKind(kind), json), JSON.stringify(json)).toMatchObject(BAD);
  });

  it('believes an id of another form than the requested one: a number for an IMDb id, or for the hex id of an old list', () => {
    expect(identityError({ resource: movie, ref: 'tt0133093', part: 'details' }, { id: 603 })).toBeUndefined();
    expect(identityError({ resource: list, ref: HEX, part: 'details' }, { id: 1 })).toBeUndefined();
    expect(identityError({ resource: list, ref: '1', part: 'details' }, { id: HEX })).toBeUndefined();
  });

  it.each([latestMovie, latestPerson, latestTvSeries])('refuses a document of the $name only when it says nothing', (resource) => {
    const wish = { resource, ref: 'latest', part: 'details' };
    expect(identityError(wish, {})).toMatchObject(BAD);
    expect(identityError(wish, { id: 1 })).toBeUndefined();
  });
});

describe('a part', () => {
  const OWN_ID: readonly [resource: Resource, part: string][] = [
    [movie, 'credits'],
    [movie, 'external_ids'],
    [movie, 'watch/providers'],
    [tvSeries, 'aggregate_credits'],
    [person, 'combined_credits'],
    [collection, 'images'],
    [company, 'movies'],
    [network, 'alternative_names'],
    [keyword, 'movies'],
    [list, 'item_status'],
    [listV4, 'item_status'],
  ];

  it.each(OWN_ID.map(([resource, part]) => ({ resource, part })))(
    'refuses $part of $resource.name only when the part names another resource',
    ({ resource, part }) => {
      const wish = { resource, ref: '603', part };
      expect(identityError(wish, { id: 604 })).toMatchObject(BAD);
      for (const json of [{ id: 603 }, { id: '603' }, ...ODD.map((id) => ({ id })), {}, { success: true }, []])
        expect(identityError(wish, json), JSON.stringify(json)).toBeUndefined();
    },
  );

  it('refuses external ids with another IMDb id than the requested one', () => {
    const wish = { resource: movie, ref: 'tt0133093', part: 'external_ids' };
    expect(identityError(wish, { id: 603, imdb_id: 'tt0133093' })).toBeUndefined();
    expect(identityError(wish, { id: 604, imdb_id: 'tt0234215' })).toMatchObject(BAD);
  });

  it.each([
    { resource: tvSeries, ref: '1399', part: 'season/1/credits' },
    { resource: tvSeries, ref: '1399', part: 'season/1/account_states' },
    { resource: tvEpisode, ref: '1399-1-1', part: 'credits' },
    { resource: tvEpisode, ref: '1399-1-1', part: 'external_ids' },
  ])('believes any id in $part of $resource.name, since no path has it', (wish) => {
    expect(identityError(wish, { id: 3624 })).toBeUndefined();
    expect(identityError(wish, {})).toBeUndefined();
  });
});

describe('a document that names nothing', () => {
  it.each<{ resource: Resource; ref: string }>([
    { resource: movieLists, ref: 'popular' },
    { resource: searchMovies, ref: 'movie' },
    { resource: discoverMovies, ref: 'movie' },
    { resource: changeLists, ref: 'movie' },
    { resource: find, ref: 'tt0133093' },
    { resource: genres, ref: 'movie' },
    { resource: configuration, ref: 'configuration' },
    { resource: countries, ref: 'countries' },
  ])('believes any id, and none, in the documents of $resource.name', (wish) => {
    for (const json of [{}, { id: 604 }, { id: 'x' }]) expect(identityError({ ...wish, part: 'details' }, json)).toBeUndefined();
  });
});

/** Resources whose documents do not name them, each with the reason. */
const NAMELESS: Readonly<Record<string, string>> = {
  Genre: 'the ref is a word',
  TvSeason: 'its parts are parts of its series',
  account: 'any number leads to the account of the session, and its lists have no id',
  'account v4': 'its lists have no id',
  certifications: 'the ref is a word',
  'change list': 'the ref is a word',
  'episode changes': 'changes have no id',
  find: 'the results have ids of their own',
  'guest session': 'its lists have no id',
  'movie list': 'the ref is a word',
  'people list': 'the ref is a word',
  'season changes': 'changes have no id',
  'series list': 'the ref is a word',
  'trending/all': 'the ref is a word',
  'trending/movie': 'the ref is a word',
  'trending/person': 'the ref is a word',
  'trending/tv': 'the ref is a word',
  'watch providers': 'the ref is a word',
};

it('finds in the tables how the documents of every resource with a ref name it, or a reason why they do not', async () => {
  const withRef = (await resourceTables()).filter(({ path }) => path('1') !== path('2'));
  const nameless = withRef.filter(({ identity }) => !identity).map(({ name }) => name);
  expect(nameless.toSorted()).toEqual(Object.keys(NAMELESS).toSorted());
});

it('finds in the tables the texts by which the details of every resource with an identity are known', async () => {
  const named = (await resourceTables()).filter(({ identity, parts }) => identity && parts['details']);
  expect(named.filter(({ parts }) => !parts['details']?.knownBy).map(({ name }) => name)).toEqual([]);
});
