import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERIES } from '../../src/sandbox/catalogue/catalogue.ts';
import { fieldOf, startGateway, type TestGateway } from '../support/gateway.ts';

// What the screens of an app show, through the gateway, on any day: never empty, never dated.

const COUNTRIES = ['US', 'GB', 'DE', 'FR', 'ES', 'IT', 'NL', 'BR', 'JP', 'AU'] as const;
const DAY = 86_400_000;

interface Picture {
  url: string;
}
interface Title {
  tmdbId: number;
  releaseDate: string;
  logo: Picture | null;
  trailer: { key: string } | null;
  cast: { edges: { character: string; node: { tmdbId: number; name: string; profile: Picture | null } }[] };
  keywords: { name: string }[];
  similar: { nodes: Title[] };
  recommendations: { nodes: Title[] };
  reviews: { totalCount: number };
  watchProviders: { country: string; link: string; flatrate: object[]; rent: object[]; buy: object[] }[];
}
interface Movie extends Title {
  isReleased: boolean;
  releaseDates: { country: string; releases: { certification: string; date: string }[] }[];
}
interface Series extends Title {
  contentRatings: { country: string; rating: string }[];
  lastEpisodeToAir: { airDate: string };
  nextEpisodeToAir: { airDate: string; seasonNumber: number; episodeNumber: number } | null;
  seasons: { poster: Picture | null }[];
}
interface Released {
  release: { date: string };
}
interface Rows<Row> {
  totalCount: number;
  nodes: Row[];
}

const PAGE = `
  tmdbId logo { url(size: W300) } trailer { key } keywords { name } reviews(first: 5) { totalCount }
  cast { edges { character node { name profile { url(size: W185) } } } }
  similar(first: 20) { nodes { tmdbId } } recommendations(first: 20) { nodes { tmdbId } }`;
const EPISODES = 'lastEpisodeToAir { airDate } nextEpisodeToAir { airDate }';
const OFFERS = '{ country link flatrate { name } rent { name } buy { name } }';

/** A recorded movie in full, one of which only a list was recorded, and generated ones: of the past, and with dates that move. */
const MOVIES = [603, 1573, 1_234_567, 1_000_007];
const SHOWS = [1399, 456, SERIES.find(({ seasons }) => !seasons)?.id ?? 0, 1_000_045];

const today = new Date().toISOString().slice(0, 10);

describe.each([today, '2027-03-15', '2028-02-29', '2031-12-31'])('on %s', (date) => {
  const clock = () => Date.parse(`${date}T18:00:00Z`);
  const dayFrom = (days: number) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ now: clock, sandbox: { now: clock } });
  });
  afterAll(() => gateway.close());

  async function field<T>(name: string, query: string): Promise<T> {
    const asked = await gateway.ask(query);
    expect(asked.body.errors).toBeUndefined();
    return fieldOf<T>(asked, name);
  }
  const movie = (id: number, fields: string) => field<Movie>('movie', `{ movie(id: ${id}) { ${fields} } }`);
  const series = (id: number, fields: string) => field<Series>('tvSeries', `{ tvSeries(id: ${id}) { ${fields} } }`);
  /** @param first How many rows: few where each costs a request of its own. */
  const list = <Row>(name: string, args = '', fields = 'releaseDate', first = 100) =>
    field<Rows<Row>>(name, `{ ${name}(first: ${first}${args}) { totalCount nodes { tmdbId ${fields} } } }`);

  it('lists upcoming movies, all in the future and unreleased', async () => {
    const { nodes, totalCount } = await list<Movie>('upcomingMovies', '', 'releaseDate isReleased');
    expect(totalCount).toBeGreaterThan(40);
    for (const { isReleased, releaseDate } of nodes) {
      expect(isReleased).toBe(false);
      expect(releaseDate > date && releaseDate <= dayFrom(28), releaseDate).toBe(true);
    }
  });

  it.each(['US', 'DE', 'JP'])('lists upcoming movies by their releases in %s, all in the future there', async (region) => {
    const { nodes } = await list<Released>('upcomingMovies', `, region: ${region}`, `release(region: ${region}) { date }`, 20);
    expect(nodes).toHaveLength(20);
    for (const { release } of nodes) expect(release.date > `${date}T23` && release.date <= `${dayFrom(28)}T23`, release.date).toBe(true);
  });

  it('lists movies that are now playing, all released within six weeks', async () => {
    const { nodes } = await list<Movie>('nowPlayingMovies');
    expect(nodes.length).toBeGreaterThan(60);
    for (const { releaseDate } of nodes) expect(releaseDate >= dayFrom(-42) && releaseDate <= date, releaseDate).toBe(true);
  });

  it.each(['US', 'DE', 'JP'])('fills a calendar of the next two months in %s', async (region) => {
    const days = `{ gte: "${dayFrom(1)}", lte: "${dayFrom(60)}" }`;
    const args = `, filter: { region: ${region}, releaseDate: ${days} }`;
    const { totalCount, nodes } = await list<{ release: { date: string } }>(
      'discoverMovies',
      args,
      `release(region: ${region}) { date }`,
      20,
    );
    expect(totalCount).toBeGreaterThan(80);
    expect(nodes).toHaveLength(20);
    for (const { release } of nodes) expect(release.date > `${date}T23` && release.date <= `${dayFrom(60)}T23`, release.date).toBe(true);
  });

  it.each([
    ['US', 'PG'],
    ['DE', '6'],
    ['FR', 'TP'],
  ])('finds movies for children in %s, up to the certification %s', async (country, most) => {
    const { totalCount, nodes } = await list<Movie>(
      'discoverMovies',
      `, filter: { certification: { country: ${country}, lte: "${most}" } }`,
      'releaseDates { country releases { certification } }',
      20,
    );
    expect(totalCount).toBeGreaterThan(20);
    for (const { releaseDates } of nodes) expect(releaseDates.some((row) => row.country === country)).toBe(true);
  });

  it('lists series on the air, each with its next episode within a week', async () => {
    const { totalCount, nodes } = await list<Series>('onTheAirTvSeries', '', EPISODES, 40);
    expect(totalCount).toBeGreaterThan(60);
    for (const { lastEpisodeToAir: last, nextEpisodeToAir: next } of nodes) {
      expect(next && next.airDate >= date && next.airDate < dayFrom(7), next?.airDate).toBe(true);
      expect(last.airDate < date, last.airDate).toBe(true);
    }
  });

  it.each(['Asia/Tokyo', 'America/New_York'])('lists series with an episode today in %s', async (zone) => {
    const { nodes } = await list<Series>('airingTodayTvSeries', `, timezone: "${zone}"`, EPISODES, 40);
    const there = new Intl.DateTimeFormat('sv', { timeZone: zone }).format(clock());
    expect(nodes.length).toBeGreaterThan(5);
    for (const { lastEpisodeToAir: last, nextEpisodeToAir: next } of nodes) expect([last.airDate, next?.airDate]).toContain(there);
  });

  it('lists the movies of a collection in order of release', async () => {
    for (const [id, count] of [
      [2344, 4],
      [84, 5],
      [10, 9],
    ]) {
      const { parts } = await field<{ parts: Movie[] }>('collection', `{ collection(id: ${id}) { parts { tmdbId releaseDate } } }`);
      expect(parts).toHaveLength(Number(count));
      const dates = parts.map(({ releaseDate }) => releaseDate);
      expect(dates).toEqual(dates.toSorted());
    }
  });

  it.each(MOVIES)('shows logo, trailer, at least 15 people with pictures, similar movies and reviews of the movie %i', async (id) => {
    const { cast, logo, trailer, similar, recommendations, reviews } = await movie(id, PAGE);
    const pictured = cast.edges.filter(({ character, node }) => character && node.name && node.profile?.url);
    expect(pictured.length).toBeGreaterThanOrEqual(15);
    expect([logo?.url, trailer?.key]).toEqual([expect.stringMatching(/^http/), expect.any(String)]);
    expect(Math.min(similar.nodes.length, recommendations.nodes.length, reviews.totalCount)).toBeGreaterThan(0);
  });

  it.each(MOVIES)('shows certifications, release dates and providers of the movie %i in ten countries', async (id) => {
    const fields = `releaseDates { country releases { certification date } } watchProviders ${OFFERS}`;
    const { releaseDates, watchProviders } = await movie(id, fields);
    for (const country of COUNTRIES) {
      const releases = releaseDates.find((row) => row.country === country)?.releases ?? [];
      expect(
        releases.some(({ certification, date: day }) => certification && day),
        country,
      ).toBe(true);
      const offers = watchProviders.find((row) => row.country === country);
      expect(offers, country).toMatchObject({ link: expect.stringContaining(`locale=${country}`) });
      expect(Math.min(offers?.flatrate.length ?? 0, offers?.rent.length ?? 0, offers?.buy.length ?? 0), country).toBeGreaterThan(0);
    }
  });

  it.each(SHOWS)('shows cast, logo, trailer, ratings and providers of the series %i', async (id) => {
    const fields = `${PAGE} contentRatings { country rating } watchProviders ${OFFERS} seasons { poster { url(size: W342) } }`;
    const { cast, logo, trailer, contentRatings, watchProviders, seasons } = await series(id, fields);
    expect(cast.edges.filter(({ node }) => node.profile?.url).length).toBeGreaterThanOrEqual(15);
    expect([logo?.url, trailer?.key]).toEqual([expect.stringMatching(/^http/), expect.any(String)]);
    for (const rows of [contentRatings, watchProviders])
      expect(rows.map(({ country }) => country)).toEqual(expect.arrayContaining([...COUNTRIES]));
    expect(contentRatings.every(({ rating }) => rating)).toBe(true);
    expect(seasons.filter(({ poster }) => !poster)).toEqual([]);
  });

  it('shows keywords of movies and series', async () => {
    for (const id of [603, 1_000_007]) expect((await movie(id, 'keywords { name }')).keywords.length).toBeGreaterThan(3);
    for (const id of [1399, 1_000_045]) expect((await series(id, 'keywords { name }')).keywords.length).toBeGreaterThan(3);
  });

  it('shows stills of all episodes of a season that aired', async () => {
    for (const id of [1396, 1_000_045]) {
      const query = `{ tvSeason(series: ${id}, number: 1) { episodes { airDate still { url(size: W300) } } } }`;
      const { episodes } = await field<{ episodes: { airDate: string; still: Picture | null }[] }>('tvSeason', query);
      expect(episodes.length).toBeGreaterThan(2);
      expect(episodes.filter(({ still }) => !still)).toEqual([]);
    }
  });

  it('answers the people of a recorded movie who are generated, with that movie', async () => {
    const { cast } = await movie(603, 'cast { edges { node { tmdbId } } }');
    const ids = cast.edges.map(({ node }) => node.tmdbId);
    const made = ids.filter((id) => id >= 1_000_000 && id < 2_000_000_000);
    expect(made.length).toBeGreaterThan(3);
    for (const id of made.slice(0, 2)) {
      const query = `{ person(id: ${id}) { name profile { url(size: W185) } movieCredits { cast { nodes { tmdbId } } } } }`;
      const person = await field<{ movieCredits: { cast: Rows<Title> } }>('person', query);
      expect(person.movieCredits.cast.nodes.map(({ tmdbId }) => tmdbId)).toContain(603);
    }
  });

  it('answers the same dates twice a day, and lists a movie with the date of its page', async () => {
    const [row] = (await list<Movie>('upcomingMovies')).nodes;
    expect((await movie(row?.tmdbId ?? 0, 'releaseDate')).releaseDate).toBe(row?.releaseDate);
  });
});
