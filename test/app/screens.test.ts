import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from '../support/barriers.ts';
import { layoutShift, open, pictureWidths, PRICES, settled, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

interface Screen {
  readonly screen: string;
  readonly path: string;
  readonly operation: string;
  /** A heading that is there once its data is. */
  readonly heading: string;
  /** Least number of pictures. */
  readonly pictures: number;
}

const SCREENS: readonly Screen[] = [
  { screen: 'Home', path: '/', operation: 'Home', heading: 'Coming soon', pictures: 70 },
  { screen: 'Movie', path: '/movie/603', operation: 'MoviePage', heading: 'You might also like', pictures: 28 },
  { screen: 'Series', path: '/series/1399', operation: 'SeriesPage', heading: 'Winter Is Coming', pictures: 37 },
  { screen: 'Person', path: '/person/6384', operation: 'PersonPage', heading: 'Known for', pictures: 5 },
  { screen: 'Collection', path: '/collection/119', operation: 'CollectionPage', heading: 'The Lord of the Rings', pictures: 5 },
  { screen: 'Search', path: '/search?q=matrix', operation: 'Search', heading: 'Search', pictures: 2 },
  { screen: 'Calendar', path: '/calendar', operation: 'Calendar', heading: 'Calendar', pictures: 10 },
];

describe.each(SCREENS)('the screen $screen', ({ path, operation, heading, pictures }) => {
  // The first of them finds an empty cache.
  it.each([
    { width: 390, colorScheme: 'dark', isCold: true },
    { width: 1280, colorScheme: 'light', isCold: false },
  ] as const)(
    `shows ${path} at $width px in $colorScheme: content, pictures, no barrier, no error, and the price of docs/recipes.md`,
    async ({ width, colorScheme, isCold }) => {
      const { page, outside, failures } = await open(world, path, { viewport: { width, height: 850 }, colorScheme });
      await page.getByRole('heading', { name: heading }).first().waitFor();
      await settled(page);
      expect(await world.requests()).toBe(isCold ? PRICES[operation] : 0);
      const shift = await layoutShift(page);
      const widths = await pictureWidths(page);
      expect(widths.filter((each) => each === 0)).toEqual([]);
      expect(widths.length).toBeGreaterThanOrEqual(pictures);
      expect(shift).toBeLessThan(0.02);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await barriersOn(page)).toEqual([]);
      expect({ outside, failures }).toEqual({ outside: [], failures: [] });
    },
  );
});

it('has a price in docs/recipes.md for each screen', () => {
  const operations = SCREENS.map(({ operation }) => operation);
  expect(Object.keys(PRICES)).toEqual([...operations, 'Watchlist', 'MovieStates', 'RateMovie', 'SetMovieWatchlist']);
});
