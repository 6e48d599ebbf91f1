import { describe, expect, it } from 'vitest';
import { statusesOf, withSignedInUser } from '../signed-in.ts';

const EPISODE = '/3/tv/1399/season/1/episode/1';

describe('ratings', () => {
  it.each(['/3/movie/603', '/3/tv/1399', EPISODE])('adds, changes and removes a rating: %s', async (path) => {
    const { me } = await withSignedInUser();
    const rated = async () => (await me.request(`GET ${path}/account_states`)).json['rated'];
    expect(await rated()).toBe(false);
    expect(statusesOf(await me.request(`POST ${path}/rating`, { value: 8.5 }))).toEqual([201, 1]);
    expect(statusesOf(await me.request(`POST ${path}/rating`, { value: 7 }))).toEqual([201, 12]);
    expect(await rated()).toEqual({ value: 7 });
    expect(statusesOf(await me.request(`DELETE ${path}/rating`))).toEqual([200, 13]);
    expect(await rated()).toBe(false);
  });

  it.each([0, 0.4, 10.5, 7.3, -1, '8', null, undefined])('refuses the rating %s', async (value) => {
    const { me } = await withSignedInUser();
    expect(statusesOf(await me.request('POST /3/movie/603/rating', { value }))).toEqual([400, 18]);
    expect((await me.request('GET /3/movie/603/account_states')).json).toEqual({
      id: 603,
      favorite: false,
      rated: false,
      watchlist: false,
    });
  });

  it('refuses ratings without a user or guest, and of unknown media', async () => {
    const { me, anonymous } = await withSignedInUser();
    for (const query of ['', '?session_id=nothing', '?guest_session_id=nothing']) {
      expect(statusesOf(await anonymous(`POST /3/movie/603/rating${query}`, { value: 8 }))).toEqual([401, 3]);
      expect(statusesOf(await anonymous(`DELETE /3/movie/603/rating${query}`))).toEqual([401, 3]);
      expect(statusesOf(await anonymous(`GET /3/movie/603/account_states${query}`))).toEqual([401, 3]);
      expect(statusesOf(await anonymous(`GET /3/tv/1399/season/1/account_states${query}`))).toEqual([401, 3]);
    }
    expect(statusesOf(await me.request('POST /3/movie/999999/rating', { value: 8 }))).toEqual([404, 34]);
    expect(statusesOf(await me.request('POST /3/tv/1399/season/1/episode/99/rating', { value: 8 }))).toEqual([404, 34]);
  });

  it('lists the ratings of episodes in the season’s account states', async () => {
    const { me } = await withSignedInUser();
    await me.request(`POST ${EPISODE}/rating`, { value: 9 });
    const { json } = await me.request('GET /3/tv/1399/season/1/account_states');
    expect(json).toMatchObject({ id: 3624 });
    expect(json['results']).toHaveLength(10);
    expect((json['results'] as unknown as object[]).slice(0, 2)).toMatchObject([
      { id: 63056, episode_number: 1, rated: { value: 9 } },
      { episode_number: 2, rated: false },
    ]);
    expect((await me.request(`GET ${EPISODE}/account_states`)).json).toEqual({ id: 63056, rated: { value: 9 } });
  });

  it('lists rated media with their ratings', async () => {
    const { me } = await withSignedInUser();
    await me.request('POST /3/movie/603/rating', { value: 8 });
    await me.request('POST /3/tv/1399/rating', { value: 7 });
    await me.request(`POST ${EPISODE}/rating`, { value: 9.5 });
    const rated = async (words: string) => (await me.request(`GET /3/account/1/rated/${words}`)).json['results'];
    expect(await rated('movies')).toMatchObject([{ id: 603, title: 'The Matrix', rating: 8 }]);
    expect(await rated('tv')).toMatchObject([{ id: 1399, rating: 7 }]);
    expect(await rated('tv/episodes')).toMatchObject([{ id: 63056, show_id: 1399, season_number: 1, episode_number: 1, rating: 9.5 }]);
  });

  it('lists the ratings of one guest alone', async () => {
    const { anonymous } = await withSignedInUser();
    const guest = async () => String((await anonymous('GET /3/authentication/guest_session/new')).json['guest_session_id']);
    const [one, other] = [await guest(), await guest()];
    expect(statusesOf(await anonymous(`POST /3/movie/603/rating?guest_session_id=${one}`, { value: 8 }))).toEqual([201, 1]);
    expect(statusesOf(await anonymous(`POST ${EPISODE}/rating?guest_session_id=${one}`, { value: 6 }))).toEqual([201, 1]);
    const rated = async (id: string, words: string) => (await anonymous(`GET /3/guest_session/${id}/rated/${words}`)).json['results'];
    expect(await rated(one, 'movies')).toMatchObject([{ id: 603, rating: 8 }]);
    expect(await rated(one, 'tv')).toEqual([]);
    expect(await rated(one, 'tv/episodes')).toMatchObject([{ id: 63056, rating: 6 }]);
    expect(await rated(other, 'movies')).toEqual([]);
    expect((await anonymous(`GET /3/movie/603/account_states?guest_session_id=${one}`)).json).toMatchObject({ rated: { value: 8 } });
    expect(statusesOf(await anonymous('GET /3/guest_session/nothing/rated/movies'))).toEqual([404, 34]);
  });
});

describe('account states appended to details', () => {
  const details = '/3/movie/603?append_to_response=account_states,credits';

  it('appends account states without the id to public details, and makes the answer private', async () => {
    const { me } = await withSignedInUser();
    await me.request('POST /3/movie/603/rating', { value: 8 });
    const { json, headers } = await me.request(`GET ${details}`);
    expect(json).toMatchObject({ id: 603, title: 'The Matrix', credits: { cast: expect.any(Array) } });
    expect(json['account_states']).toEqual({ favorite: false, rated: { value: 8 }, watchlist: false });
    expect(headers.get('cache-control')).toBe('max-age=0, private, must-revalidate');
  });

  it('appends the account states of a guest', async () => {
    const { anonymous } = await withSignedInUser();
    const guest = String((await anonymous('GET /3/authentication/guest_session/new')).json['guest_session_id']);
    await anonymous(`POST /3/movie/603/rating?guest_session_id=${guest}`, { value: 4 });
    expect((await anonymous(`GET ${details}&guest_session_id=${guest}`)).json['account_states']).toMatchObject({ rated: { value: 4 } });
  });

  it('leaves account states out without a session, and keeps the answer public', async () => {
    const { anonymous } = await withSignedInUser();
    for (const query of ['', '&session_id=nothing']) {
      const { json, headers } = await anonymous(`GET ${details}${query}`);
      expect(json).not.toHaveProperty('account_states');
      expect(headers.get('cache-control')).toMatch(/^public/);
    }
  });

  it('appends the account states of seasons', async () => {
    const { me } = await withSignedInUser();
    await me.request(`POST ${EPISODE}/rating`, { value: 9 });
    const { json } = await me.request('GET /3/tv/1399?append_to_response=season/1,season/1/account_states,season/99/account_states');
    expect(json['season/1/account_states']).toMatchObject({
      results: expect.arrayContaining([expect.objectContaining({ rated: { value: 9 } })]),
    });
    expect(json).toHaveProperty('season/1');
    expect(json).not.toHaveProperty('season/99/account_states');
    const episode = await me.request(`GET ${EPISODE}?append_to_response=account_states`);
    expect(episode.json['account_states']).toEqual({ rated: { value: 9 } });
  });

  it('counts account states among the 20 appended parts', async () => {
    const { me } = await withSignedInUser();
    const seasons = Array.from({ length: 20 }, (_, index) => `season/${index}`).join(',');
    expect(statusesOf(await me.request(`GET /3/tv/1399?append_to_response=account_states,${seasons}`))).toEqual([400, 27]);
  });
});
