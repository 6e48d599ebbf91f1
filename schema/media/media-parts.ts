import type { FieldRef } from '@pothos/core';
import type { ChangeRow } from '../../src/tmdb/api/reference/change.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { ImageLists } from '../../src/tmdb/api/titles/image.ts';
import { rowsOf } from '../../src/tmdb/known.ts';
import type { PictureLanguages } from '../../src/tmdb/language.ts';
import type { ListSummary } from '../../src/tmdb/api/account/list.ts';
import type { Page } from '../../src/tmdb/api/page.ts';
import type { Part, Resource } from '../../src/tmdb/resource.ts';
import type { ReviewRow } from '../../src/tmdb/api/titles/review.ts';
import { bestTrailer, type VideoRow } from '../../src/tmdb/api/titles/video.ts';
import type { ProviderOffers } from '../../src/tmdb/api/titles/watch-provider.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { Change } from './change.ts';
import { fromPages, pageArgs, type Types } from '../core/connection.ts';
import { imageLanguages, inLanguages, type ImageListsRef } from './image-lists.ts';
import { ListConnection } from '../lists/list.ts';
import { fromPart } from '../core/fields.ts';
import type { Node } from '../core/node.ts';
import type { PartArgs } from '../core/parameters.ts';
import { ReviewConnection } from './review.ts';
import { TRAILER, trailerArgs, Video } from './video.ts';
import { availability, WatchProviders } from './watch-provider.ts';

// Fields that movies, series, seasons and episodes share: each takes the resource that has the part.

type Fields<Summary> = PothosSchemaTypes.ObjectFieldBuilder<Types, Node<Summary>>;
export const imagesField = <S>(t: Fields<S>, resource: Resource<{ images: Part<ImageLists> }>, type: ImageListsRef): FieldRef<Types> =>
  t.field({
    type,
    description:
      'All images. Unless the operation is in English or `languages` is given: the images in the operation’s languages and those without text.',
    args: imageLanguages,
    ...fromPart(resource, 'images', (json, { languages }: PartArgs, locale) => inLanguages(json, languages, locale)),
  });

type HasVideos = Resource<{ videos: Part<{ results?: VideoRow[] }> }>;

export const VIDEOS = 'Trailers and other videos, in the first language of the operation.';

export const videoArgs = builder.args((t) => ({
  languages: t.field({ type: ['LanguageTag'], description: 'Also videos in these languages.' }),
}));

export const videosField = <S>(t: Fields<S>, resource: HasVideos): FieldRef<Types> =>
  t.field({
    type: [Video],
    nullable: nullableItems,
    description: VIDEOS,
    args: videoArgs,
    ...fromPart(resource, 'videos', (json, { languages }: PartArgs, locale) => spokenIn(json.results, languages ?? [], locale)),
  });

/** Selects the videos in the operation's first language and in the named ones: the request brings those of other fields too. */
function spokenIn(videos: VideoRow[] | undefined, named: PictureLanguages, { languages: [first] }: Locale): VideoRow[] {
  const wanted = new Set([first, ...named].map((language) => language?.slice(0, 2)));
  return rowsOf(videos).filter(({ iso_639_1: code }) => !code || wanted.has(code));
}

export const trailerField = <S>(t: Fields<S>, resource: HasVideos): FieldRef<Types> =>
  t.field({
    type: Video,
    description: TRAILER,
    args: trailerArgs,
    ...fromPart(resource, 'videos', (json, { languages }: PartArgs, locale) => bestTrailer(json.results, languages ?? locale.languages)),
  });

export const WATCH_PROVIDERS = 'Watch providers by country. From JustWatch, which must be credited where it is shown.';

export const watchProviderArgs = builder.args((t) => ({
  watchRegions: t.field({
    type: ['CountryCode'],
    description: 'Only these countries. Default: the operation’s watch region, else all countries.',
  }),
}));

export const watchProvidersField = <S>(
  t: Fields<S>,
  resource: Resource<{ 'watch/providers': Part<{ results?: Record<string, ProviderOffers> }> }>,
): FieldRef<Types> =>
  t.field({
    type: [WatchProviders],
    nullable: nullableItems,
    description: WATCH_PROVIDERS,
    args: watchProviderArgs,
    ...fromPart(resource, 'watch/providers', (json, args: { watchRegions?: string[] | null | undefined }, { watchRegion }) =>
      availability(json.results, args.watchRegions ?? (watchRegion === undefined ? undefined : [watchRegion])),
    ),
  });

export const LISTS = 'Lists of TMDB’s users that contain it.';
export const REVIEWS =
  'Reviews by users, as TMDB shows them in the first language of the operation; other languages may have other reviews, or none.';

export const listsField = <S>(t: Fields<S>, resource: Resource<{ lists: Part<Page<ListSummary>> }>): FieldRef<Types> =>
  t.field({ type: ListConnection, description: LISTS, args: pageArgs, ...fromPages(resource, 'lists') });

export const reviewsField = <S>(t: Fields<S>, resource: Resource<{ reviews: Part<Page<ReviewRow>> }>): FieldRef<Types> =>
  t.field({ type: ReviewConnection, description: REVIEWS, args: pageArgs, ...fromPages(resource, 'reviews') });

export const changeArgs = builder.args((t) => ({
  startDate: t.field({ type: 'Date', description: 'First day of the window.' }),
  endDate: t.field({ type: 'Date', description: 'Last day of the window.' }),
}));

export const CHANGES = 'Changes in TMDB, in a window of at most 14 days; by default the last day.';

export const changesField = <S>(t: Fields<S>, resource: Resource<{ changes: Part<{ changes?: ChangeRow[] }> }>): FieldRef<Types> =>
  t.field({
    type: [Change],
    nullable: nullableItems,
    description: CHANGES,
    args: changeArgs,
    ...fromPart(resource, 'changes', (json) => json.changes ?? null),
  });
