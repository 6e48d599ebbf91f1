import type { ImageKind } from '../../src/tmdb/api/titles/image.ts';
import { knownText } from '../../src/tmdb/known.ts';
import type { TaggedImageRow } from '../../src/tmdb/api/people/person.ts';
import type { TvEpisodeSummary, TvSeasonSummary } from '../../src/tmdb/api/titles/tv.ts';
import { builder } from '../core/builder.ts';
import { connectionType } from '../core/connection.ts';
import { Image, type KindOfImage } from '../media/image.ts';
import { knownForNode } from '../media/media-node.ts';
import { Movie } from '../movies/movie.ts';
import { episodeNode, TvEpisode } from '../tv/tv-episode.ts';
import { seasonNode, TvSeason } from '../tv/tv-season.ts';
import { TvSeries } from '../tv/tv-series.ts';

const KINDS: Readonly<Record<string, ImageKind>> = {
  poster: 'Poster',
  backdrop: 'Backdrop',
  still: 'Still',
  profile: 'Profile',
  logo: 'Logo',
};

/** Seasons and episodes. TMDB has two names for each here. */
const ROWS: Readonly<Record<string, (row: never) => unknown>> = {
  tv_season: (row: TvSeasonSummary) => seasonNode(row.show_id, row),
  season: (row: TvSeasonSummary) => seasonNode(row.show_id, row),
  tv_episode: (row: TvEpisodeSummary) => episodeNode(row.show_id, row),
  episode: (row: TvEpisodeSummary) => episodeNode(row.show_id, row),
};

const TaggedMedia = builder.unionType('TaggedMedia', {
  description: 'The subject of a picture.',
  types: () => [Movie, TvSeries, TvSeason, TvEpisode],
  resolveType: (value) => (value as { typename: string }).typename,
});

const TaggedImage = builder.objectRef<TaggedImageRow>('TaggedImage');

TaggedImage.implement({
  description: 'A picture that shows a person.',
  fields: (t) => ({
    tmdbId: t.exposeString('id', { description: 'TMDB’s id of the picture.' }),
    imageType: t.string({
      description: 'Kind of picture, such as `poster`, `backdrop` or `still`.',
      resolve: ({ image_type: type }) => knownText(type),
    }),
    image: t.field({
      type: Image,
      description: 'The picture. Null when this API does not know its kind.',
      resolve(row): KindOfImage | null {
        if (knownText(row.file_path) === null) return null;
        const { image_type: type } = row;
        // Old rows lack the kind: upright pictures are posters.
        const kind = type ? (Object.hasOwn(KINDS, type) ? KINDS[type] : undefined) : (row.aspect_ratio ?? 1) < 1 ? 'Poster' : 'Backdrop';
        return kind ? { ...row, kind } : null;
      },
    }),
    media: t.field({
      type: TaggedMedia,
      description: 'The movie, series, season or episode that the picture belongs to.',
      // `media_type` says of which type the row is, which TypeScript cannot follow.
      resolve({ media, media_type: outer }) {
        if (!media) return null;
        const kind = media.media_type || outer || '';
        return (Object.hasOwn(ROWS, kind) ? ROWS[kind]?.(media as never) : knownForNode({ ...media, media_type: kind })) as never;
      },
    }),
  }),
});

export const TaggedImageConnection = connectionType('TaggedImage', {
  of: 'pictures',
  node: () => TaggedImage,
  toNode: (row: TaggedImageRow) => row,
  paged: false,
});
