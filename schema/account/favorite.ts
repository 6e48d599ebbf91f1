import { SIGNED_IN } from '../../src/tmdb/credentials.ts';
import { setFavorite, setWatchlist } from '../../src/tmdb/api/account/writes.ts';
import { parseId } from '../../src/tmdb/id.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import { builder } from '../core/builder.ts';
import { MoviePayload, TvSeriesPayload } from './payload.ts';
import { accountNumber } from './viewer.ts';

/** Each mutation by its name: its argument, and TMDB's word for what it adds or removes. */
const MUTATIONS = {
  setMovieFavorite: ['favorite', 'movie', movie, MoviePayload],
  setTvSeriesFavorite: ['favorite', 'tv', tvSeries, TvSeriesPayload],
  setMovieWatchlist: ['watchlist', 'movie', movie, MoviePayload],
  setTvSeriesWatchlist: ['watchlist', 'tv', tvSeries, TvSeriesPayload],
} as const;

const WRITES = { favorite: setFavorite, watchlist: setWatchlist } as const;
const NOUNS = { favorite: 'favorites', watchlist: 'watchlist', movie: 'movie', tv: 'series' } as const;

for (const [name, [kind, mediaType, resource, type]] of Object.entries(MUTATIONS)) {
  builder.mutationField(name, (t) =>
    t.field({
      type,
      description: `Adds a ${NOUNS[mediaType]} to the caller’s ${NOUNS[kind]}, or removes it. Needs \`TMDB-Session-Id\`. Costs one more request, for TMDB’s id of the account. TMDB’s statuses: 3 (no such session), 34 (not found).`,
      args: {
        id: t.arg.id({ required: true, description: `TMDB’s id of the ${NOUNS[mediaType]}, or its global id.` }),
        [kind]: t.arg.boolean({ required: true, description: 'True adds it, false removes it.' }),
      },
      async resolve(_root, given, context, info) {
        const { id, [kind]: added } = given as { id: string } & Record<string, boolean | string>;
        const ref = parseId(resource.name, id);
        context.credential(SIGNED_IN);
        const account = await accountNumber(context, info);
        await context.load.write(WRITES[kind](account, mediaType, Number(ref), added === true));
        return { ref, id: ref };
      },
    }),
  );
}
