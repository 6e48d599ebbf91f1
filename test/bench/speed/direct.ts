/** The reference: each query by hand, with the fewest REST requests and nothing of GraphQL. */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { get } from './rest.ts';
import type { ScenarioName } from './scenarios.ts';

/** Documents of TMDB, of which only what is picked matters here. */
// oxlint-disable-next-line typescript/no-explicit-any -- The reference is code as one writes it by hand: it believes TMDB, and types would be a second copy of ours.
type Json = any;

const connection = <Row>(nodes: readonly Row[]) => ({ nodes });

const cast = (rows: readonly Json[], first: number) => rows.slice(0, first).map(({ character, name }) => ({ character, node: { name } }));

const directors = (crew: readonly Json[]) => crew.filter(({ job }) => job === 'Director').map(({ name }) => ({ name }));

const QUERIES: Record<ScenarioName, (variables: Json) => Promise<unknown>> = {
  async S1({ id }) {
    const json = await get<Json>(`/movie/${id}`);
    const { title, tagline, overview, runtime, popularity } = json;
    return {
      movie: {
        tmdbId: json.id,
        title,
        originalTitle: json.original_title,
        tagline,
        overview,
        runtime,
        imdbId: json.imdb_id,
        voteAverage: json.vote_average,
        voteCount: json.vote_count,
        popularity,
      },
    };
  },
  async S2({ id }) {
    const json = await get<Json>(`/movie/${id}?append_to_response=credits,videos,keywords,recommendations`);
    return {
      movie: {
        title: json.title,
        runtime: json.runtime,
        cast: { edges: cast(json.credits.cast, 10) },
        videos: json.videos.results.map(({ name, key }: Json) => ({ name, url: `https://www.youtube.com/watch?v=${key}` })),
        keywords: json.keywords.keywords.map(({ name }: Json) => ({ name })),
        recommendations: connection(
          json.recommendations.results.slice(0, 10).map((row: Json) => ({ title: row.title, voteAverage: row.vote_average })),
        ),
      },
    };
  },
  async S3({ page }) {
    const { results } = await get<Json>(`/trending/movie/week?page=${page}`);
    return {
      trendingMovies: connection(
        results.map((row: Json) => ({
          tmdbId: row.id,
          title: row.title,
          originalTitle: row.original_title,
          originalLanguage: row.original_language,
          overview: row.overview,
          voteAverage: row.vote_average,
          voteCount: row.vote_count,
          popularity: row.popularity,
        })),
      ),
    };
  },
  async S4({ page }) {
    const { results } = await get<Json>(`/trending/movie/day?page=${page}`);
    const nodes = results.map(async ({ id }: Json) => {
      const { runtime, imdb_id: imdbId, credits } = await get<Json>(`/movie/${id}?append_to_response=credits`);
      return { tmdbId: id, runtime, imdbId, directors: directors(credits.crew) };
    });
    return { trendingMovies: connection(await Promise.all(nodes)) };
  },
  async S5({ id }) {
    const { title } = await get<Json>(`/movie/${id}`);
    return Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`m${index + 1}`, { title }]));
  },
  async S6({ id }) {
    const numbers = [1, 2, 3, 4, 5];
    const json = await get<Json>(`/tv/${id}?append_to_response=${numbers.map((number) => `season/${number}`).join(',')}`);
    const season = ({ name, episodes }: Json) => ({
      name,
      episodes: episodes.map((row: Json) => ({
        episodeNumber: row.episode_number,
        name: row.name,
        overview: row.overview,
        airDate: row.air_date,
        runtime: row.runtime || null,
        voteAverage: row.vote_average,
      })),
    });
    return {
      tvSeries: {
        name: json.name,
        numberOfSeasons: json.number_of_seasons,
        ...Object.fromEntries(numbers.map((number) => [`s${number}`, season(json[`season/${number}`])])),
      },
    };
  },
  async S7({ id }) {
    const json = await get<Json>(`/person/${id}?append_to_response=combined_credits`);
    const node = (row: Json) =>
      row.media_type === 'movie' ? { title: row.title, voteAverage: row.vote_average } : { name: row.name, voteAverage: row.vote_average };
    return {
      person: {
        name: json.name,
        biography: json.biography,
        birthday: json.birthday,
        placeOfBirth: json.place_of_birth,
        knownForDepartment: json.known_for_department,
        combinedCredits: {
          cast: {
            edges: json.combined_credits.cast.slice(0, 50).map((row: Json) => ({ character: row.character || null, node: node(row) })),
          },
        },
      },
    };
  },
  async S8({ query }) {
    const { results } = await get<Json>(`/search/multi?query=${encodeURIComponent(query)}`);
    const node = ({ id, media_type: type, title, name, overview }: Json) =>
      type === 'movie' ? { tmdbId: id, title, overview } : type === 'tv' ? { tmdbId: id, name, overview } : { tmdbId: id, name };
    return { search: connection(results.map(node)) };
  },
};

createServer((request, response) => {
  if (request.method !== 'POST') {
    response.end();
    return;
  }
  const answered = async (): Promise<string> => {
    const { operationName, variables } = (await json(request)) as { operationName: ScenarioName; variables: unknown };
    return JSON.stringify({ data: await QUERIES[operationName](variables) });
  };
  answered().then(
    (text) => response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
}).listen(Number(process.env['PORT']), '127.0.0.1');
