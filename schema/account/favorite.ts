import { SIGNED_IN } from '../../src/tmdb/credentials.ts';
import { setFavorite, setWatchlist } from '../../src/tmdb/api/account/writes.ts';
import { parseId } from '../../src/tmdb/id.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import { builder } from '../core/builder.ts';
import { MoviePayload, TvSeriesPayload } from './payload.ts';
import { accountNumber } from './viewer.ts';

const KINDS = [
  ['favorite', 'Favorite', setFavorite, 'among the caller’s favourites, or takes it out'],
  ['watchlist', 'Watchlist', setWatchlist, 'on the caller’s watchlist, or takes it off'],
] as const;

const THINGS = [
  ['Movie', movie, 'movie', MoviePayload, 'film'],
  ['TvSeries', tvSeries, 'tv', TvSeriesPayload, 'series'],
] as const;

for (const [kind, suffix, write, how] of KINDS) {
  for (const [name, resource, mediaType, type, what] of THINGS) {
    builder.mutationField(`set${name}${suffix}`, (t) =>
      t.field({
        type,
        description: `Puts a ${what} ${how}. Needs \`TMDB-Session-Id\`; one request more, for the number of the account. TMDB’s statuses: 3 (no such session), 34 (no such thing).`,
        args: {
          id: t.arg.id({ required: true, description: `TMDB’s number of the ${what}, or its global id.` }),
          [kind]: t.arg.boolean({ required: true, description: 'True puts it there, false takes it away.' }),
        },
        async resolve(_root, given, context, info) {
          const { id, [kind]: marked } = given as { id: string } & Record<string, boolean | string>;
          const ref = parseId(resource.name, id);
          context.credential(SIGNED_IN);
          const account = await accountNumber(context, info);
          await context.load.write(write(account, mediaType, Number(ref), marked === true));
          return { ref, id: ref };
        },
      }),
    );
  }
}
