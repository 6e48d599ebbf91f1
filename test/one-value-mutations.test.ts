import { describe, expect, it } from 'vitest';
import { signIn } from './support/accounts.ts';
import { fieldOf, startGateway } from './support/gateway.ts';
import { startScripted, type ScriptedAnswer } from './support/scripted-upstream.ts';

// A mutation has one value for each field of an object too, but for what its writes changed in between.

const COLLECTION = { id: 2344, name: 'The Matrix Collection' };
const DONE: ScriptedAnswer = { http: 201, body: { success: true, status_code: 1 } };

/** Details and list items are snapshots of different times. */
const ANSWERS: Readonly<Record<string, ScriptedAnswer>> = {
  '/3/movie/603': {
    body: { id: 603, title: 'The Matrix', vote_count: 100, release_date: '1999-03-31', belongs_to_collection: COLLECTION },
  },
  '/3/movie/604': { body: { id: 604, title: 'Reloaded', vote_count: 60, release_date: '2003-05-15', belongs_to_collection: COLLECTION } },
  '/3/collection/2344': {
    body: {
      ...COLLECTION,
      parts: [
        { id: 603, title: 'The Matrix', vote_count: 90, release_date: '2012-01-01' },
        { id: 604, title: 'Reloaded', vote_count: 50, release_date: '2012-02-02' },
      ],
    },
  },
  '/3/movie/603/rating': DONE,
  '/3/movie/604/rating': DONE,
};

const SESSION = { 'tmdb-session-id': 'a'.repeat(40) };

/** A payload with the states of a movie. */
const movie = (rating: number | null, favorite: boolean, watchlist: boolean) => ({
  movie: { title: 'Fight Club', accountStates: { rating, favorite, watchlist } },
});

/** A payload with a list of these movies. */
const list = (...movies: number[]) => ({ list: { itemCount: movies.length, items: { nodes: movies.map((tmdbId) => ({ tmdbId })) } } });

const rate = (rating: number) => `rateMovie(id: 603, rating: ${rating}) { movie { voteCount title } }`;

describe.concurrent('the payloads of a mutation', () => {
  it.each([
    [
      'in one payload',
      'a: rateMovie(id: 603, rating: 8) { movie { voteCount releaseDate collection { parts { tmdbId voteCount releaseDate } } } }',
    ],
    [
      'in the payloads of two fields',
      `a: rateMovie(id: 603, rating: 8) { movie { voteCount releaseDate } }
       b: rateMovie(id: 604, rating: 7) { movie { collection { parts { tmdbId voteCount releaseDate } } } }`,
    ],
  ])('gives a field of a movie one value when a mutation reaches it twice %s', async (_where, fields) => {
    await using tmdb = await startScripted(({ pathname }) => ANSWERS[pathname]);
    await using gateway = await startGateway({ env: { TMDB_API_URL: tmdb.origin } });
    const { body } = await gateway.ask(`mutation { ${fields} }`, {}, SESSION);
    expect(body.errors).toBeUndefined();
    const values = JSON.stringify(body.data);
    expect(values).toContain('{"voteCount":100,"releaseDate":"1999-03-31"');
    expect(values).toContain('{"tmdbId":603,"voteCount":100,"releaseDate":"1999-03-31"}');
  });

  it('shows the account states after each write of a mutation', async () => {
    await using gateway = await startGateway();
    const ada = await signIn(gateway, 'ada');
    const STATES = '{ movie { title accountStates { rating favorite watchlist } } }';
    const { body } = await ada.ask(`mutation {
      a: rateMovie(id: 550, rating: 8) ${STATES}
      b: rateMovie(id: 550, rating: 9.5) ${STATES}
      c: setMovieFavorite(id: 550, favorite: true) ${STATES}
      d: setMovieWatchlist(id: 550, watchlist: true) ${STATES}
      e: unrateMovie(id: 550) ${STATES}
    }`);
    expect(body).toEqual({
      data: {
        a: movie(8, false, false),
        b: movie(9.5, false, false),
        c: movie(9.5, true, false),
        d: movie(9.5, true, true),
        e: movie(null, true, true),
      },
    });
  });

  it.each([3, 4])('shows a list after each write of a mutation in version %i', async (version) => {
    await using gateway = await startGateway();
    const ada = await signIn(gateway, 'ada');
    const made = await ada.askV4('mutation { createList(name: "Mine") { list { tmdbId } } }');
    const id = fieldOf<{ list: { tmdbId: number } }>(made, 'createList').list.tmdbId;
    const ask = version === 4 ? ada.askV4 : ada.ask;
    const LIST = 'list { itemCount items(first: 5) { nodes { ... on Movie { tmdbId } } } }';
    const { body } = await ask(`mutation {
      a: addListItems(id: ${id}, items: [{ movie: 550 }]) { ${LIST} }
      b: addListItems(id: ${id}, items: [{ movie: 603 }]) { ${LIST} }
      c: removeListItems(id: ${id}, items: [{ movie: 550 }]) { ${LIST} }
      d: clearList(id: ${id}) { ${LIST} }
    }`);
    expect(body).toEqual({ data: { a: list(550), b: list(550, 603), c: list(603), d: list() } });
  });

  it('shows the properties of a list after each write of a mutation', async () => {
    await using gateway = await startGateway();
    const ada = await signIn(gateway, 'ada');
    const made = await ada.askV4('mutation { createList(name: "Mine") { list { tmdbId } } }');
    const id = fieldOf<{ list: { tmdbId: number } }>(made, 'createList').list.tmdbId;
    const { body } = await ada.askV4(`mutation {
      a: updateList(id: ${id}, name: "A") { list { name description public } }
      b: updateList(id: ${id}, description: "B") { list { name description public } }
      c: updateList(id: ${id}, name: "C", public: false) { list { name description public } }
    }`);
    expect(body).toEqual({
      data: {
        a: { list: { name: 'A', description: null, public: true } },
        b: { list: { name: 'A', description: 'B', public: true } },
        c: { list: { name: 'C', description: 'B', public: false } },
      },
    });
  });

  it('asks again for details that failed once another write of the mutation follows', async () => {
    let failures = 1;
    await using tmdb = await startScripted(({ pathname }) =>
      pathname === '/3/movie/603' && failures-- > 0 ? { http: 401, body: { status_code: 3, success: false } } : ANSWERS[pathname],
    );
    await using gateway = await startGateway({ env: { TMDB_API_URL: tmdb.origin } });
    const { body } = await gateway.ask(`mutation { a: ${rate(8)} b: ${rate(9)} }`, {}, SESSION);
    expect(body.data).toEqual({ a: { movie: { voteCount: null, title: null } }, b: { movie: { voteCount: 100, title: 'The Matrix' } } });
  });
});
