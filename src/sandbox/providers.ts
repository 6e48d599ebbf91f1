import type { Providers } from './catalogue-rows.ts';

/** Offers by country, each with the page that lists them. @param page Such as `movie/603-the-matrix`. */
export const providerMap = (providers: Providers, page: string) =>
  Object.fromEntries(
    Object.entries(providers).map(([country, offers]) => [
      country,
      { link: `https://www.themoviedb.org/${page}/watch?locale=${country}`, ...offers },
    ]),
  );
