import { expect, describe, it } from 'vitest';
import type { Fault } from '../src/sandbox/server/faults.ts';
import { fieldOf, startGateway, TOKEN, type TestGateway } from './support/gateway.ts';
import { signIn, type User } from './support/accounts.ts';

const RATE = 'mutation { rateMovie(id: 550, rating: 8) { movie { tmdbId } } }';

/** A gateway where Ada is signed in, whose TMDB fails once at her next rating. */
async function startAda(answer: Fault['answer']): Promise<{ gateway: TestGateway; ada: User; sent: () => number[] }> {
  const gateway = await startGateway({ env: { OPERATION_DEADLINE_MS: '2000' } });
  const ada = await signIn(gateway, 'ada');
  gateway.sandbox.program({ faults: [{ path: '/3/movie/550/rating', method: 'POST', times: 1, answer }] });
  /** The HTTP status of each such write that reached TMDB; 0 when nothing was answered. */
  const sent = () =>
    gateway.sandbox.requests.flatMap(({ method, url, status }) => (method === 'POST' && url.includes('/rating') ? [status] : []));
  return { gateway, ada, sent };
}

const ratingOf = async ({ ask }: User): Promise<number | null> =>
  fieldOf<{ accountStates: { rating: number | null } }>(await ask('{ movie(id: 550) { accountStates { rating } } }'), 'movie').accountStates
    .rating;

const UNKNOWN: readonly { readonly when: string; readonly answer: Fault['answer']; readonly isDone: boolean; readonly tmdb?: object }[] = [
  { when: 'the connection broke before it was done', answer: { reset: true }, isDone: false },
  { when: 'the connection broke when it was done', answer: { resetAfter: true }, isDone: true },
  { when: 'no response came in time', answer: { stall: true }, isDone: false },
  { when: 'no response came in time, though it was done', answer: { stallAfter: true }, isDone: true },
  { when: 'TMDB failed', answer: { tmdb: 11 }, isDone: false, tmdb: { status: 11, http: 500, fault: 'TMDB', retryable: false } },
  { when: 'TMDB says that it failed, though it was done', answer: { tmdbAfter: 15 }, isDone: true, tmdb: { status: 15, http: 500 } },
  {
    when: 'a proxy in front of TMDB failed',
    answer: { http: 500, body: '<html>', type: 'text/html' },
    isDone: false,
    tmdb: { status: null, http: 500 },
  },
  { when: 'a proxy says 503', answer: { http: 503, body: '' }, isDone: false, tmdb: { status: null, http: 503, fault: 'TMDB' } },
  { when: 'TMDB is down for maintenance', answer: { tmdb: 46 }, isDone: false, tmdb: { status: 46, http: 503 } },
];

describe.concurrent('a write with an unknown outcome', () => {
  it.each(UNKNOWN)('sends a write once and reports OUTCOME_UNKNOWN when $when (done: $isDone)', async ({ answer, isDone, tmdb }) => {
    const { gateway, ada, sent } = await startAda(answer);
    await using _ = gateway;
    const { body } = await ada.ask(RATE);
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]).toMatchObject({
      message: 'The write was sent to TMDB, but no response says whether it was done. Check before you repeat it.',
      path: ['rateMovie'],
      extensions: { code: 'OUTCOME_UNKNOWN', retryAfter: null, ...(tmdb && { tmdb }) },
    });
    expect(sent()).toHaveLength(1);
    // The rating shows whether it was done.
    expect(await ratingOf(ada)).toBe(isDone ? 8 : null);
  });
});

describe.concurrent('a write that TMDB refuses with a 429', () => {
  it('repeats a write after a 429 once Retry-After has passed, and does it once', async () => {
    const { gateway, ada, sent } = await startAda({ tmdb: 25, retryAfter: '1' });
    await using _ = gateway;
    const started = performance.now();
    expect((await ada.ask(RATE)).body).toEqual({ data: { rateMovie: { movie: { tmdbId: 550 } } } });
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
    expect(sent()).toEqual([429, 201]);
    expect(await ratingOf(ada)).toBe(8);
  });

  it('gives up a write whose Retry-After exceeds the deadline, and passes Retry-After on', async () => {
    const { gateway, ada, sent } = await startAda({ tmdb: 25, retryAfter: '60' });
    await using _ = gateway;
    const { body } = await ada.ask(RATE);
    expect(body.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfter: 60, tmdb: { status: 25, http: 429 } } }]);
    expect(sent()).toEqual([429]);
    // Until then TMDB gets no other request of this class of paths; the others wait for two seconds.
    expect((await ada.ask('{ movie(id: 603) { title } }')).body.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect((await ada.ask('{ viewer { username } }')).body.errors).toBeUndefined();
    const states = await fetch(`${gateway.sandbox.origin}/3/movie/550/account_states?session_id=${ada.session}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(await states.json()).toMatchObject({ rated: false });
  });
});

it('goes on with the second write of an operation when the outcome of the first is unknown', async () => {
  const { gateway, ada, sent } = await startAda({ resetAfter: true });
  await using _ = gateway;
  const { body } = await ada.ask(
    'mutation { a: rateMovie(id: 550, rating: 8) { movie { tmdbId } } b: rateMovie(id: 603, rating: 7) { movie { accountStates { rating } } } }',
  );
  expect(body.data).toEqual({ a: null, b: { movie: { accountStates: { rating: 7 } } } });
  expect(body.errors).toMatchObject([{ path: ['a'], extensions: { code: 'OUTCOME_UNKNOWN' } }]);
  expect(sent()).toEqual([0, 201]);
});
