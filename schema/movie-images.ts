import type { ImageRow } from '../src/tmdb/image.ts';
import type { ImageLists } from '../src/tmdb/movie.ts';
import { builder, holes } from './builder.ts';
import { Backdrop, Logo, Poster } from './image.ts';

export const MovieImages = builder.objectRef<ImageLists>('MovieImages');

const atMost = (rows: ImageRow[] | undefined, first: number | null | undefined): ImageRow[] =>
  (rows ?? []).slice(0, Math.max(0, first ?? Infinity));

MovieImages.implement({
  description: 'All pictures of a film, the best rated first.',
  fields: (t) => {
    const first = { first: t.arg.int({ description: 'At most so many. All when it is not given.' }) };
    return {
      posters: t.field({
        type: [Poster],
        nullable: holes,
        args: first,
        description: 'Upright pictures.',
        resolve: ({ posters }, args) => atMost(posters, args.first),
      }),
      backdrops: t.field({
        type: [Backdrop],
        nullable: holes,
        args: first,
        description: 'Wide pictures.',
        resolve: ({ backdrops }, args) => atMost(backdrops, args.first),
      }),
      logos: t.field({
        type: [Logo],
        nullable: holes,
        args: first,
        description: 'The title as a picture.',
        resolve: ({ logos }, args) => atMost(logos, args.first),
      }),
    };
  },
});

/** Only pictures in these languages; null stands for pictures without text. */
export function inLanguages(lists: ImageLists, languages: readonly (string | null)[] | null | undefined): ImageLists {
  if (!languages) return lists;
  const wanted = new Set(languages.map((language) => language?.slice(0, 2) ?? null));
  const only = (rows: ImageRow[] | undefined): ImageRow[] => (rows ?? []).filter(({ iso_639_1 }) => wanted.has(iso_639_1 ?? null));
  return { posters: only(lists.posters), backdrops: only(lists.backdrops), logos: only(lists.logos) };
}
