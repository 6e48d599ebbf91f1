import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../src/tmdb/need.ts';
import { signIn, type User } from '../support/accounts.ts';
import { startGateway, type Asked, type TestGateway } from '../support/gateway.ts';
import { readPages, type Page, type Snippet } from './markdown.ts';
import { headersOf, jsonBeside, priceOf, type Price } from './operations.ts';

const FILE = 'docs/recipes.md';

type Variables = Record<string, unknown>;

/** A screen of the page: a heading, one operation and its variables. */
interface Recipe {
  readonly screen: string;
  readonly snippets: readonly Snippet[];
  readonly text: string;
  readonly variables: Variables | undefined;
  readonly price: Price | undefined;
  /** What `TMDB-Explain: plan` says of it, where the page tells. */
  readonly plan: { certain: number; likely: number } | undefined;
  /** What the same operation costs next with other variables, in the order of the page. */
  readonly next: readonly { variables: Variables; price: number }[];
}

const planOf = (text: string): Recipe['plan'] => {
  const [, certain, likely] = /^# Plan: (\d+) certain, (\d+) likely$/m.exec(text) ?? [];
  return certain === undefined ? undefined : { certain: Number(certain), likely: Number(likely) };
};

function recipesOf(page: Page): Recipe[] {
  const headings = [...page.text.matchAll(/^## (.*)$/gm)];
  return headings.map(({ 1: screen = '', index }, position) => {
    const end = headings[position + 1]?.index ?? page.text.length;
    const snippets = page.snippets.filter((snippet) => snippet.language === 'graphql' && snippet.start > index && snippet.end <= end);
    const [operation] = snippets;
    const text = operation?.text ?? '';
    return {
      screen,
      snippets,
      text,
      variables: operation && (jsonBeside(page, operation) as Variables | undefined),
      price: priceOf({ text }),
      plan: planOf(text),
      next: [...page.text.slice(index, end).matchAll(/`(\{[^`]*\})`\s+costs\s+(\d+)/g)].map(([, json = '', price]) => ({
        variables: JSON.parse(json) as Variables,
        price: Number(price),
      })),
    };
  });
}

const page = readPages().find(({ file }) => file === FILE) as Page; // Without it no recipe would be found.
const recipes = recipesOf(page);

/** Fields that are null or empty in the answer of a recipe, as its text says that they can be. */
const UNKNOWN: Readonly<Record<string, readonly string[]>> = {
  'Movie page': ['movie.collection'],
  'Where to watch in my country': ['free', 'ads'].map((offer) => `movie.watchProviders.${offer}`),
};

/** What the user of a screen did before. */
const BEFORE: Readonly<Record<string, string>> = {
  'My watchlist': `mutation {
    fightClub: setMovieWatchlist(id: 550, watchlist: true) { __typename }
    matrix: setMovieWatchlist(id: 603, watchlist: true) { __typename }
    series: setTvSeriesWatchlist(id: 1399, watchlist: true) { __typename }
  }`,
};

type Json = null | string | number | boolean | Json[] | { [name: string]: Json };

interface Payload extends Omit<Asked['body'], 'data'> {
  data?: Json;
  incremental?: { data?: Record<string, Json>; path: (string | number)[]; errors?: unknown[] }[];
}

/** The answer of an operation as a client has it at the end, with its deferred pieces in place. */
async function answerTo(
  { url }: TestGateway,
  { text }: Recipe,
  variables: Variables,
  headers: Record<string, string>,
): Promise<{ data: Json; errors: unknown[] }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed, application/graphql-response+json', ...headers },
    body: JSON.stringify({ query: text, variables }),
  });
  const lines = (await response.text()).split('\r\n').filter((line) => line.startsWith('{'));
  const [first = {}, ...later] = lines.map((line) => JSON.parse(line) as Payload);
  const { data = null, errors = [] } = first;
  const all: unknown[] = [...errors];
  for (const piece of later.flatMap(({ incremental = [] }) => incremental)) {
    // The path leads through objects and lists to an object.
    const target = piece.path.reduce<Json>((value, key) => (value as Record<string | number, Json>)[key] ?? null, data);
    Object.assign(target as object, piece.data);
    all.push(...(piece.errors ?? []));
  }
  return { data, errors: all };
}

/** The paths of an answer, without places in lists, and whether each has a value anywhere. */
function valuesAt(value: Json, path = '', found = new Map<string, boolean>()): Map<string, boolean> {
  const isKnown = value !== null && !(Array.isArray(value) && value.length === 0);
  found.set(path, isKnown || found.get(path) === true);
  if (Array.isArray(value)) for (const item of value) valuesAt(item, path, found);
  else if (value !== null && typeof value === 'object')
    for (const [name, child] of Object.entries(value)) valuesAt(child, path === '' ? name : `${path}.${name}`, found);
  return found;
}

const unknownIn = (data: Json): string[] => [...valuesAt(data)].flatMap(([path, isKnown]) => (isKnown ? [] : [path]));

/** The first cursor of an answer for a next page. */
const cursorIn = (data: Json): unknown => /"endCursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1];

/** A gateway with an empty cache, for a user that is about to open a screen. */
async function openScreen({ screen }: Recipe): Promise<{ gateway: TestGateway; user: User }> {
  const gateway = await startGateway();
  const user = await signIn(gateway, 'ada');
  const { body } = await user.ask(BEFORE[screen] ?? '{ __typename }');
  expect(body.errors).toBeUndefined();
  gateway.asked();
  return { gateway, user };
}

describe('docs/recipes.md', () => {
  it('has twelve recipes, each with one operation, its variables and its price, and seven further steps', () => {
    expect(recipes).toHaveLength(12);
    expect(recipes.flatMap(({ next }) => next)).toHaveLength(7);
    for (const { screen, snippets, variables, price } of recipes) {
      const kinds = snippets.flatMap(({ text }) => parse(text).definitions.map(({ kind }) => kind));
      expect(
        kinds.filter((kind) => kind === Kind.OPERATION_DEFINITION),
        screen,
      ).toHaveLength(1);
      expect(variables, screen).toBeTypeOf('object');
      expect(price, screen).toEqual({ cold: expect.any(Number) as number, warm: expect.any(Number) as number });
    }
  });

  it('lists the recipes with their prices', () => {
    const rows = [...page.text.matchAll(/^\| \[(.*)\]\(#.*\) \| (\d+) \| (\d+) \|$/gm)];
    const listed = rows.map(([, screen, cold, warm]) => ({ screen, price: { cold: Number(cold), warm: Number(warm) } }));
    expect(listed).toEqual(recipes.map(({ screen, price }) => ({ screen, price })));
  });

  it.each(recipes)('answers the operation of the screen $screen at the price that it states', async (recipe) => {
    const { gateway, user } = await openScreen(recipe);
    await using _ = gateway;
    const { variables = {}, next, screen } = recipe;
    const headers = headersOf(recipe, user);

    const { data, errors } = await answerTo(gateway, recipe, variables, headers);
    const cold = gateway.asked().length;
    expect(errors).toEqual([]);
    expect(unknownIn(data)).toEqual(UNKNOWN[screen] ?? []);

    expect(await answerTo(gateway, recipe, variables, headers)).toEqual({ data, errors });
    expect({ cold, warm: gateway.asked().length }).toEqual(recipe.price);

    for (const step of next) {
      const after = step.variables['after'] === undefined ? {} : { after: cursorIn(data) };
      const answer = await answerTo(gateway, recipe, { ...variables, ...step.variables, ...after }, headers);
      expect(answer.errors).toEqual([]);
      expect(answer.data).not.toEqual(data);
      expect({ ...step, price: gateway.asked().length }).toEqual(step);
    }
  });

  it.each(recipes.filter(({ plan }) => plan))('tells beforehand what the screen $screen costs', async (recipe) => {
    const { gateway, user } = await openScreen(recipe);
    await using _ = gateway;
    const { body } = await gateway.ask(recipe.text, recipe.variables, { ...headersOf(recipe, user), 'tmdb-explain': 'plan' });
    const { plan } = (body.extensions?.['tmdb'] ?? {}) as { plan: Estimate };
    expect(plan).toMatchObject(recipe.plan ?? {});
    expect(gateway.asked()).toEqual([]);
  });
});
