import { expect, describe, it } from 'vitest';
import { PERSONAL_ROUTES } from '../../src/sandbox/user/personal-routes.ts';
import { breaches, type Contract } from '../support/contract.ts';
import { familyOfPersonal } from '../catalogue/derive-contract.ts';
import { createExceptions } from '../support/exceptions.ts';
import type { Json, Reply } from './ask.ts';
import committed from './contract.json' with { type: 'json' };
import { approve, withSignedInUser } from './signed-in.ts';

const contract: Contract = committed;

/** Routes without a recorded answer: held to the contract of a similar route, or, if undefined, only to success. */
const UNRECORDED: Readonly<Record<string, string | undefined>> = {
  '/3/account': '/3/account/{}',
  '/4/account/{}/movie/favorites': '/3/account/{}/favorite/movies',
  '/4/account/{}/movie/rated': '/3/account/{}/favorite/movies',
  '/4/account/{}/movie/recommendations': '/3/account/{}/favorite/movies',
  '/4/account/{}/movie/watchlist': '/3/account/{}/watchlist/movies',
  '/4/account/{}/tv/favorites': '/3/account/{}/favorite/tv',
  '/4/account/{}/tv/rated': '/3/account/{}/favorite/tv',
  '/4/account/{}/tv/recommendations': '/3/account/{}/favorite/tv',
  '/4/account/{}/tv/watchlist': '/3/account/{}/watchlist/tv',
  'POST /4/auth/access_token': undefined,
  'DELETE /4/auth/access_token': undefined,
  'PUT /4/list/{}': 'POST /3/list/{}/add_item',
  'DELETE /4/list/{}': 'POST /3/list/{}/remove_item',
  'PUT /4/list/{}/items': 'POST /4/list/{}/items',
  'DELETE /4/list/{}/items': 'POST /4/list/{}/items',
  '/4/list/{}/clear': undefined,
};

const exceptions = createExceptions([
  { family: /^[A-Z]+ \/3\//, breach: /^success is in no recording/, reason: 'left out of the examples of writes; live answers have it' },
  {
    family: /\/(movies|tv)$|\/list/,
    breach: /\.softcore is in no recording/,
    reason: 'added to all rows in 2026; these were recorded before that',
  },
  {
    family: /\/rated\/tv\/episodes$/,
    breach: /episode_type is in no recording/,
    reason: 'added to episodes everywhere after this was recorded',
  },
  { family: /\/account\/\{\}\/favorite\//, breach: /account_rating/, reason: 'v4 tells a rating with its time' },
  { family: /\/favorite\/movies$|^\/3\/list\//, breach: /_path is null/, reason: 'image paths are null when missing, everywhere' },
  {
    family: /account_states$/,
    breach: /^rated is boolean|^rated\.value is missing/,
    reason: 'false for what is not rated; recorded so of the episodes of a season',
  },
  { family: /^\/3\/list\/\{\}$/, breach: /^id is number/, reason: 'a text in 2023, a number in 2026' },
  { family: /^\/3\/list\/\{\}$/, breach: /^(page|total_pages|total_results) is in no recording/, reason: 'pages came after 2023' },
  { family: /^\/3\/list\/\{\}$/, breach: /\(tv\)|^poster_path is null/, reason: 'a list of movies with a poster was recorded' },
  { family: /\/items$/, breach: /^results\[\]\(\w+\)\.error/, reason: 'only items that succeeded were recorded' },
]);

/** Removes `media_type`, which v4 tells even in lists of one kind, for a comparison with v3. */
const kindless = (json: Json): Json =>
  JSON.parse(JSON.stringify(json, (key, value: unknown) => (key === 'media_type' ? undefined : value))) as Json;

const patternOf = (route: string) => new RegExp(`^${route.replace(/\{\w+\}/g, '[^/]+')}$`);
/** The route of a request such as `GET /3/list/1?page=2`: of several that match, the one with the fewest ids. */
function routeOf(what: string): string {
  const routes = Object.keys(PERSONAL_ROUTES).filter((route) => patternOf(route).test(what.split('?', 1)[0] ?? ''));
  const [route = what] = routes.toSorted((a, b) => a.split('{').length - b.split('{').length);
  return route;
}

/** Requests every personal route, for one user and without one. */
async function requestEverything(check: (what: string, answer: Reply) => void): Promise<void> {
  const { sandbox, me, anonymous } = await withSignedInUser();
  const mine = async (what: string, body?: unknown) => {
    const answer = await me.request(what, body);
    check(what, answer);
    return answer.json;
  };
  const anonymously = async (what: string, body?: unknown) => {
    const answer = await anonymous(what, body);
    check(what, answer);
    return answer.json;
  };
  const item = { media_type: 'movie', media_id: 550 };
  const series = { media_type: 'tv', media_id: 1399 };
  const episode = '/3/tv/1399/season/1/episode/1';

  await anonymously('GET /3/authentication');
  const { request_token } = await anonymously('GET /3/authentication/token/new');
  await anonymously('POST /3/authentication/token/validate_with_login', { username: 'ada', password: 'ada', request_token });
  const { session_id } = await anonymously('POST /3/authentication/session/new', { request_token });
  await anonymously('DELETE /3/authentication/session', { session_id });
  const v4 = await anonymously('POST /4/auth/request_token', {});
  await approve(sandbox, String(v4['request_token']));
  const { access_token } = await anonymously('POST /4/auth/access_token', { request_token: v4['request_token'] });
  await anonymously('POST /3/authentication/session/convert/4', { access_token });
  await anonymously('DELETE /4/auth/access_token', { access_token });
  const { guest_session_id } = await anonymously('GET /3/authentication/guest_session/new');

  for (const section of ['favorite', 'watchlist']) {
    for (const media of [item, series]) await mine(`POST /3/account/1/${section}`, { ...media, [section]: true });
  }
  for (const path of ['/3/movie/550', '/3/tv/1399', episode]) {
    await mine(`GET ${path}/account_states`);
    await mine(`POST ${path}/rating`, { value: 8 });
    await anonymously(`POST ${path}/rating?guest_session_id=${String(guest_session_id)}`, { value: 8 });
    await mine(`GET ${path}/account_states`);
  }
  await mine('GET /3/tv/1399/season/1/account_states');
  for (const words of ['movies', 'tv', 'tv/episodes']) {
    await mine(`GET /3/account/1/rated/${words}`);
    await anonymously(`GET /3/guest_session/${String(guest_session_id)}/rated/${words}`);
  }
  for (const words of ['', '/1', '/1/favorite/movies', '/1/favorite/tv', '/1/watchlist/movies', '/1/watchlist/tv'])
    await mine(`GET /3/account${words}`);
  for (const kind of ['movie', 'tv']) {
    for (const section of ['favorites', 'rated', 'watchlist', 'recommendations'])
      await mine(`GET /4/account/${me.objectId}/${kind}/${section}`);
  }
  for (const path of ['/3/movie/550', '/3/tv/1399', episode]) await mine(`DELETE ${path}/rating`);

  const v3List = `/3/list/${String((await mine('POST /3/list', { name: 'Mine' }))['list_id'])}`;
  await mine(`POST ${v3List}/add_item`, { media_id: 550 });
  await anonymously(`GET ${v3List}`);
  await anonymously('GET /3/list/2');
  await anonymously(`GET ${v3List}/item_status?movie_id=550`);
  const v4List = `/4/list/${String((await mine('POST /4/list', { name: 'Mine too', iso_639_1: 'en' }))['id'])}`;
  await mine(`POST ${v4List}/items`, { items: [item, series, item] });
  await mine(`PUT ${v4List}/items`, { items: [{ ...item, comment: 'Again' }] });
  await mine(`PUT ${v4List}`, { description: 'Good ones' });
  await anonymously(`GET ${v4List}`);
  await mine(`GET ${v4List}/item_status?media_type=movie&media_id=550`);
  await mine('GET /3/account/1/lists');
  await mine(`GET /4/account/${me.objectId}/lists`);
  await mine(`DELETE ${v4List}/items`, { items: [item] });
  await mine(`GET ${v4List}/clear`);
  await mine(`DELETE ${v4List}`);
  await mine(`POST ${v3List}/remove_item`, { media_id: 550 });
  await mine(`POST ${v3List}/clear?confirm=true`);
  await mine(`DELETE ${v3List}`);
}

describe('the contract of personal routes', () => {
  it('keeps the contract of every personal route', async () => {
    const breachesByRoute: Record<string, string[]> = {};
    await requestEverything((what, { status, json }) => {
      expect([what, status]).toEqual([what, expect.toBeOneOf([200, 201])]);
      const route = routeOf(what);
      const family = familyOfPersonal(route);
      const model = contract[family] ? family : UNRECORDED[family];
      const body = family.startsWith('/4/account/') ? kindless(json) : json;
      const found = model === undefined ? [] : breaches(contract[model] ?? {}, body).filter((breach) => !exceptions.allows(model, breach));
      (breachesByRoute[route] ??= []).push(...found);
    });
    expect(breachesByRoute).toEqual(Object.fromEntries(Object.keys(PERSONAL_ROUTES).map((route) => [route, []])));
  });

  it('needs each exception from the personal contract', () => {
    expect(exceptions.unused()).toEqual([]);
  });

  it('lists exactly the personal routes without a recording as unrecorded', () => {
    const unrecorded = Object.keys(PERSONAL_ROUTES)
      .map(familyOfPersonal)
      .filter((family) => contract[family] === undefined);
    expect(Object.keys(UNRECORDED).toSorted()).toEqual(unrecorded.toSorted());
  });
});
