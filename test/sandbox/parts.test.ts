import { describe, expect, it } from 'vitest';
import { codedId } from '../../src/sandbox/generated/coded-id.ts';
import type { CredentialKind } from '../../src/tmdb/session.ts';
import type { Part, Resource } from '../../src/tmdb/resource.ts';
import { resourceTables } from '../support/resource-tables.ts';
import { withSignedInUser } from './signed-in.ts';

const RESOURCES = await resourceTables();

/** Refs that the sandbox knows, by the name of the resource. A ref that is a word names a list: all of these are tried. */
const REFS: Readonly<Record<string, readonly string[]>> = {
  Collection: ['2344'],
  Company: ['1'],
  Credit: [codedId('credit', 1_234_567, 0)],
  EpisodeGroup: [codedId('episode-group', 1_234_567, 0)],
  Genre: ['movie', 'tv'],
  Keyword: ['378'],
  // A list that contains The Matrix, the movie in REQUIRED.
  List: ['3'],
  Movie: ['603'],
  Network: ['49'],
  Person: ['31'],
  Review: [codedId('review', 550, 0)],
  TvEpisode: ['1399-1-1'],
  TvSeason: ['1399-1'],
  TvSeries: ['1399'],
  account: ['1'],
  certifications: ['movie', 'tv'],
  'change list': ['movie', 'tv', 'person'],
  'episode changes': ['63056'],
  find: ['tt0133093'],
  'list v4': ['3'],
  'movie list': ['popular', 'top_rated', 'now_playing', 'upcoming'],
  'people list': ['popular'],
  'season changes': ['3624'],
  'series list': ['popular', 'top_rated', 'on_the_air', 'airing_today'],
  'trending/all': ['day', 'week'],
  'trending/movie': ['day', 'week'],
  'trending/person': ['day', 'week'],
  'trending/tv': ['day', 'week'],
  'watch providers': ['movie', 'tv'],
};

/** Parameters without which TMDB rejects a request. */
const REQUIRED: Readonly<Record<string, string>> = {
  external_source: 'imdb_id',
  media_id: '603',
  media_type: 'movie',
  movie_id: '603',
  query: 'star',
};

/** Sends requests for a signed-in user and a guest, whose ids are refs too. */
async function signedIn() {
  const { ask, me } = await withSignedInUser();
  const { json } = await ask('/3/authentication/guest_session/new');
  const guest = String(json['guest_session_id']);
  /** @param kind The user's or guest's credential to send; the gateway's own without one. */
  const request = (target: string, kind?: CredentialKind) => {
    if (kind === 'user') return me.request(`GET ${target}`);
    if (kind === undefined) return ask(target);
    return ask(
      `${target}${target.includes('?') ? '&' : '?'}${kind === 'session' ? `session_id=${me.session}` : `guest_session_id=${guest}`}`,
    );
  };
  return { request, refs: { ...REFS, 'account v4': [me.objectId], 'guest session': [guest] } as typeof REFS };
}
type Request = Awaited<ReturnType<typeof signedIn>>['request'];

/** The refs to try. A path that does not depend on its ref needs none. @throws Error that says what to add. */
function refsOf({ name, path }: Resource, refs: typeof REFS): readonly string[] {
  if (path('1') === path('2')) return ['1'];
  const known = refs[name];
  if (!known)
    throw new Error(`Expected a ref of the resource "${name}": add one that the sandbox knows to REFS in test/sandbox/parts.test.ts.`);
  return known;
}

/** The requests that a part needs an answer to: its own path and, where its resource appends parts, the path of the details. */
function targetsOf({ path, appends }: Resource, ref: string, name: string, { varies }: Part<unknown>): string[] {
  const query = Object.fromEntries(Object.entries(REQUIRED).filter(([parameter]) => varies.some((known) => known === parameter)));
  const details = path(ref).startsWith('/4/') ? path(ref) : `/3${path(ref)}`;
  const own = name === 'details' ? details : `${details}/${name}`;
  const appended =
    appends && name !== 'details' ? [`${details}?${String(new URLSearchParams({ ...query, append_to_response: name }))}`] : [];
  return [`${own}?${String(new URLSearchParams(query))}`.replace(/\?$/, ''), ...appended];
}

/** One line for each request for a part of this resource that the sandbox does not answer. */
async function unanswered(resource: Resource, ref: string, request: Request): Promise<string[]> {
  const lines = [];
  for (const [row, part] of Object.entries(resource.parts)) {
    // A table lists a part of all seasons as `season/*/credits`.
    const name = row.replace('*', '1');
    const [folder, routes] = part.personal ? ['user', 'user/personal-routes.ts'] : ['answers', 'server/routes.ts'];
    for (const target of targetsOf(resource, ref, name, part)) {
      for (const kind of part.personal ?? [undefined]) {
        const { status, json } = await request(target, kind);
        if (status === 200 && (!target.includes('append_to_response') || json[name] !== undefined)) continue;
        lines.push(
          `No answer to the part "${row}" of the resource "${resource.name}": GET ${target}${kind ? ` with a ${kind} credential` : ''}. Add it in src/sandbox/${folder}/ (and a route in src/sandbox/${routes}, unless a table there covers it).`,
        );
      }
    }
  }
  return lines;
}

describe('parts', () => {
  it('finds the resource tables of src/tmdb/api', () => {
    expect(RESOURCES.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Movie', 'TvSeries', 'Person', 'account', 'find', 'search/movie']),
    );
  });

  it.each(RESOURCES)('has a sandbox answer for every part of the resource "$name"', async (resource) => {
    const { request, refs } = await signedIn();
    const lines = await Promise.all(refsOf(resource, refs).map((ref) => unanswered(resource, ref, request)));
    expect(lines.flat()).toEqual([]);
  });
});
