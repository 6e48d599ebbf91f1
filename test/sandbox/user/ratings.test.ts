import { describe, expect, it } from 'vitest';
import { told, withSignedInUser } from '../signed-in.ts';

const EPISODE = '/3/tv/1399/season/1/episode/1';

describe('ratings', () => {
  it.each(['/3/movie/603', '/3/tv/1399', EPISODE])('are given, changed and taken back: %s', async (path) => {
    const { me } = await withSignedInUser();
    const rated = async () => (await me.does(`GET ${path}/account_states`)).json['rated'];
    expect(await rated()).toBe(false);
    expect(told(await me.does(`POST ${path}/rating`, { value: 8.5 }))).toEqual([201, 1]);
    expect(told(await me.does(`POST ${path}/rating`, { value: 7 }))).toEqual([201, 12]);
    expect(await rated()).toEqual({ value: 7 });
    expect(told(await me.does(`DELETE ${path}/rating`))).toEqual([200, 13]);
    expect(await rated()).toBe(false);
  });

  it.each([0, 0.4, 10.5, 7.3, -1, '8', null, undefined])('cannot be %s', async (value) => {
    const { me } = await withSignedInUser();
    expect(told(await me.does('POST /3/movie/603/rating', { value }))).toEqual([400, 18]);
    expect((await me.does('GET /3/movie/603/account_states')).json).toEqual({ id: 603, favorite: false, rated: false, watchlist: false });
  });

  it('need somebody, and something', async () => {
    const { me, nobody } = await withSignedInUser();
    for (const query of ['', '?session_id=nothing', '?guest_session_id=nothing']) {
      expect(told(await nobody(`POST /3/movie/603/rating${query}`, { value: 8 }))).toEqual([401, 3]);
      expect(told(await nobody(`DELETE /3/movie/603/rating${query}`))).toEqual([401, 3]);
      expect(told(await nobody(`GET /3/movie/603/account_states${query}`))).toEqual([401, 3]);
      expect(told(await nobody(`GET /3/tv/1399/season/1/account_states${query}`))).toEqual([401, 3]);
    }
    expect(told(await me.does('POST /3/movie/999999/rating', { value: 8 }))).toEqual([404, 34]);
    expect(told(await me.does('POST /3/tv/1399/season/1/episode/99/rating', { value: 8 }))).toEqual([404, 34]);
  });

  it('of episodes are told for the season, each in its place', async () => {
    const { me } = await withSignedInUser();
    await me.does(`POST ${EPISODE}/rating`, { value: 9 });
    const { json } = await me.does('GET /3/tv/1399/season/1/account_states');
    expect(json).toMatchObject({ id: 3624 });
    expect(json['results']).toHaveLength(10);
    expect((json['results'] as unknown as object[]).slice(0, 2)).toMatchObject([
      { id: 63056, episode_number: 1, rated: { value: 9 } },
      { episode_number: 2, rated: false },
    ]);
    expect((await me.does(`GET ${EPISODE}/account_states`)).json).toEqual({ id: 63056, rated: { value: 9 } });
  });

  it('are listed with their value', async () => {
    const { me } = await withSignedInUser();
    await me.does('POST /3/movie/603/rating', { value: 8 });
    await me.does('POST /3/tv/1399/rating', { value: 7 });
    await me.does(`POST ${EPISODE}/rating`, { value: 9.5 });
    const rated = async (words: string) => (await me.does(`GET /3/account/1/rated/${words}`)).json['results'];
    expect(await rated('movies')).toMatchObject([{ id: 603, title: 'The Matrix', rating: 8 }]);
    expect(await rated('tv')).toMatchObject([{ id: 1399, rating: 7 }]);
    expect(await rated('tv/episodes')).toMatchObject([{ id: 63056, show_id: 1399, season_number: 1, episode_number: 1, rating: 9.5 }]);
  });

  it('of a guest are that guest’s', async () => {
    const { nobody } = await withSignedInUser();
    const guest = async () => String((await nobody('GET /3/authentication/guest_session/new')).json['guest_session_id']);
    const [one, other] = [await guest(), await guest()];
    expect(told(await nobody(`POST /3/movie/603/rating?guest_session_id=${one}`, { value: 8 }))).toEqual([201, 1]);
    expect(told(await nobody(`POST ${EPISODE}/rating?guest_session_id=${one}`, { value: 6 }))).toEqual([201, 1]);
    const rated = async (id: string, words: string) => (await nobody(`GET /3/guest_session/${id}/rated/${words}`)).json['results'];
    expect(await rated(one, 'movies')).toMatchObject([{ id: 603, rating: 8 }]);
    expect(await rated(one, 'tv')).toEqual([]);
    expect(await rated(one, 'tv/episodes')).toMatchObject([{ id: 63056, rating: 6 }]);
    expect(await rated(other, 'movies')).toEqual([]);
    expect((await nobody(`GET /3/movie/603/account_states?guest_session_id=${one}`)).json).toMatchObject({ rated: { value: 8 } });
    expect(told(await nobody('GET /3/guest_session/nothing/rated/movies'))).toEqual([404, 34]);
  });
});

describe('account states appended to details', () => {
  const details = '/3/movie/603?append_to_response=account_states,credits';

  it('come without the id, beside what is the same for everybody, and make the answer private', async () => {
    const { me } = await withSignedInUser();
    await me.does('POST /3/movie/603/rating', { value: 8 });
    const { json, headers } = await me.does(`GET ${details}`);
    expect(json).toMatchObject({ id: 603, title: 'The Matrix', credits: { cast: expect.any(Array) } });
    expect(json['account_states']).toEqual({ favorite: false, rated: { value: 8 }, watchlist: false });
    expect(headers.get('cache-control')).toBe('max-age=0, private, must-revalidate');
  });

  it('can be those of a guest', async () => {
    const { nobody } = await withSignedInUser();
    const guest = String((await nobody('GET /3/authentication/guest_session/new')).json['guest_session_id']);
    await nobody(`POST /3/movie/603/rating?guest_session_id=${guest}`, { value: 4 });
    expect((await nobody(`GET ${details}&guest_session_id=${guest}`)).json['account_states']).toMatchObject({ rated: { value: 4 } });
  });

  it('are left out without a session, and the answer is everybody’s', async () => {
    const { nobody } = await withSignedInUser();
    for (const query of ['', '&session_id=nothing']) {
      const { json, headers } = await nobody(`GET ${details}${query}`);
      expect(json).not.toHaveProperty('account_states');
      expect(headers.get('cache-control')).toMatch(/^public/);
    }
  });

  it('can be those of seasons', async () => {
    const { me } = await withSignedInUser();
    await me.does(`POST ${EPISODE}/rating`, { value: 9 });
    const { json } = await me.does('GET /3/tv/1399?append_to_response=season/1,season/1/account_states,season/99/account_states');
    expect(json['season/1/account_states']).toMatchObject({
      results: expect.arrayContaining([expect.objectContaining({ rated: { value: 9 } })]),
    });
    expect(json).toHaveProperty('season/1');
    expect(json).not.toHaveProperty('season/99/account_states');
    const episode = await me.does(`GET ${EPISODE}?append_to_response=account_states`);
    expect(episode.json['account_states']).toEqual({ rated: { value: 9 } });
  });

  it('count among the 20', async () => {
    const { me } = await withSignedInUser();
    const seasons = Array.from({ length: 20 }, (_, index) => `season/${index}`).join(',');
    expect(told(await me.does(`GET /3/tv/1399?append_to_response=account_states,${seasons}`))).toEqual([400, 27]);
  });
});
