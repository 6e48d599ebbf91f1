import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { isObject, loadRecordings, recordingsFolder, suiteName, type Json, type Recording } from '../support/recordings.ts';
import { startReplay, type Replay } from '../support/replay-server.ts';

// Fields that are made from what TMDB sends: each is compared with the recorded document that it is made from.

const folder = recordingsFolder();
const all = loadRecordings(folder);

const rowsOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const bodyOf = ({ body }: Recording): Json => body as Json; // Of these paths it is an object.

/** A recording of each path that a pattern matches, with the groups of the match. */
function recorded(pattern: RegExp): { recording: Recording; groups: string[] }[] {
  const found = all.flatMap((recording) => {
    const { path, query, status } = recording;
    const [, ...groups] = pattern.exec(path) ?? [];
    const isEnglish = ['en', 'en-US', undefined].includes(query['language']);
    return groups.length > 0 && status === 200 && isEnglish ? [{ recording, groups }] : [];
  });
  return [...new Map(found.map((one) => [one.recording.path, one])).values()];
}

/** Numbers of recorded objects of a kind, at most 30. */
const idsOf = (kind: 'movie' | 'tv'): number[] =>
  recorded(new RegExp(String.raw`^/3/${kind}/(\d+)$`))
    .map(({ groups }) => Number(groups[0]))
    .slice(0, 30);

const listed = (ids: readonly number[]): object[] => ids.map((tmdbId) => ({ tmdbId }));

const dated = (date: string | undefined): object | null => (date === undefined ? null : { date });

const yearIn = (date: unknown): number | null => (typeof date === 'string' && /^\d{4}/.test(date) ? Number(date.slice(0, 4)) : null);

describe.skipIf(folder === undefined)(suiteName('fields made from recorded answers', folder), () => {
  let replay: Replay;
  let gateway: TestGateway;
  beforeAll(async () => {
    replay = await startReplay(all);
    gateway = await startGateway({ env: { TMDB_API_URL: replay.origin } });
  });
  afterAll(async () => {
    await gateway.close();
    await replay.close();
  });

  /** @param pinned The recording that answers, where there are several of a path. */
  async function ask(query: string, pinned?: Recording): Promise<Json> {
    replay.pin(pinned);
    const { body } = await gateway.ask(query);
    expect(body.errors).toBeUndefined();
    return body.data as Json;
  }

  it('dates the first release of each recorded movie in each country, and in all', async () => {
    const movies = recorded(/^\/3\/movie\/(\d+)\/release_dates$/);
    expect(movies.length).toBeGreaterThan(0);
    for (const { recording, groups } of movies) {
      const countries = rowsOf(bodyOf(recording)['results']).map((row) => ({
        country: String(row['iso_3166_1']),
        dates: rowsOf(row['release_dates'])
          .map((release) => String(release['release_date']))
          .toSorted(),
      }));
      const fields = countries.map(
        ({ country }) => `${country}: release(region: ${country}) { date } all${country}: releases(region: ${country}) { date }`,
      );
      const found: Json = {};
      // An operation has at most 100 aliases.
      for (let at = 0; at < fields.length; at += 40) {
        const { movie } = await ask(
          `{ movie(id: ${groups[0]}) { firstRelease { date } ${fields.slice(at, at + 40).join(' ')} } }`,
          recording,
        );
        Object.assign(found, movie);
      }
      expect(found['firstRelease']).toEqual(dated(countries.flatMap(({ dates }) => dates).toSorted()[0]));
      for (const { country, dates } of countries) {
        expect(found[country]).toEqual(dated(dates[0]));
        expect(found[`all${country}`]).toEqual(dates.map((date) => ({ date })));
      }
    }
  });

  it('reads the years of each recorded life', async () => {
    const people = recorded(/^\/3\/person\/(\d+)$/);
    expect(people.length).toBeGreaterThan(1);
    for (const { recording, groups } of people) {
      const { birthday, deathday } = bodyOf(recording);
      const life = { birthYear: yearIn(birthday), deathYear: yearIn(deathday) };
      expect(await ask(`{ peopleByIds(ids: [${groups[0]}]) { birthYear deathYear } }`, recording)).toEqual({ peopleByIds: [life] });
    }
  });

  it('looks up the recorded movies and series several at once', async () => {
    const [movies, series] = [idsOf('movie'), idsOf('tv')];
    expect(Math.min(movies.length, series.length)).toBeGreaterThan(1);
    const query = `{ moviesByIds(ids: [${movies.join()}]) { tmdbId } tvSeriesByIds(ids: [${series.join()}]) { tmdbId } }`;
    expect(await ask(query)).toEqual({ moviesByIds: listed(movies), tvSeriesByIds: listed(series) });
  });

  it('sorts the movies of each recorded collection', async () => {
    const collections = recorded(/^\/3\/collection\/(\d+)$/);
    expect(collections.length).toBeGreaterThan(0);
    for (const { recording, groups } of collections) {
      const parts = rowsOf(bodyOf(recording)['parts']);
      const { collection } = await ask(
        `{ collection(id: ${groups[0]}) { parts { tmdbId } asc: parts(sort: RELEASE_DATE_ASC) { releaseDate } desc: parts(sort: RELEASE_DATE_DESC) { releaseDate } } }`,
        recording,
      );
      const known = parts.map((row) => row['release_date']).filter((date) => typeof date === 'string' && date !== '');
      const dates = known.toSorted().map((releaseDate) => ({ releaseDate }));
      const unknown = Array.from({ length: parts.length - known.length }, () => ({ releaseDate: null }));
      expect(collection).toEqual({
        parts: parts.map(({ id }) => ({ tmdbId: id })),
        asc: [...dates, ...unknown],
        desc: [...dates.toReversed(), ...unknown],
      });
    }
  });

  it('leads from each episode of the recorded seasons to its neighbours in the season', async () => {
    const seasons = recorded(/^\/3\/tv\/(\d+)\/season\/(\d+)$/);
    expect(seasons.length).toBeGreaterThan(1);
    for (const { recording, groups } of seasons) {
      const [series, season] = groups;
      const names = rowsOf(bodyOf(recording)['episodes']).map((row) => ({ name: row['name'] }));
      const { tvSeason } = await ask(`{ tvSeason(series: ${series}, number: ${season}) { episodes { name } } }`, recording);
      expect(tvSeason).toEqual({ episodes: names });
      const [first, second] = rowsOf(bodyOf(recording)['episodes']).map((row) => String(row['episode_number']));
      const place = `series: ${series}, season: ${season}`;
      // The seasons beside it are not recorded, so its ends are asked for inwards only.
      const found = await ask(`{
        first: tvEpisode(${place}, number: ${first}) { name next { name } }
        second: tvEpisode(${place}, number: ${second}) { name previous { name } }
      }`);
      expect(found).toEqual({ first: { ...names[0], next: names[1] }, second: { ...names[1], previous: names[0] } });
    }
  });
});
