import type { FieldRef } from '@pothos/core';
import type { ChangeRow } from '../../src/tmdb/api/reference/change.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { ImageLists } from '../../src/tmdb/api/titles/image.ts';
import { rowsOf } from '../../src/tmdb/known.ts';
import { inAnyOf, type PictureLanguages } from '../../src/tmdb/language.ts';
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
import { fromDocument, fromPart, inRounds, type PartField } from '../core/fields.ts';
import type { Node } from '../core/node.ts';
import type { PartArgs } from '../core/parameters.ts';
import { fromLanguages, ORIGINAL_LANGUAGE } from '../core/original-language.ts';
import { ReviewConnection } from './review.ts';
import { TRAILER, trailerArgs, Video } from './video.ts';
import { availability, JUSTWATCH, WatchProviders } from './watch-provider.ts';

// Fields that several of movies, series, seasons and episodes share. Each is made for a resource that has the part.

type Fields<Summary> = PothosSchemaTypes.ObjectFieldBuilder<Types, Node<Summary>>;

export const imagesField = <S>(t: Fields<S>, resource: Resource<{ images: Part<ImageLists> }>, type: ImageListsRef): FieldRef<Types> =>
  t.field({
    type,
    description:
      'All images. In operations in a language other than English, the default of `languages` is the operation’s languages and images without text.',
    args: imageLanguages,
    ...fromLanguages(resource, 'images', inLanguages),
  });

type HasVideos = Resource<{ videos: Part<{ results?: VideoRow[] }> }>;

export const VIDEOS = 'Trailers, teasers, clips and similar videos in the operation’s first language.';

export const videoArgs = builder.args((t) => ({
  languages: t.field({ type: ['LanguageTag'], description: `Also videos in these languages. ${ORIGINAL_LANGUAGE}` }),
}));

export const videosField = <S>(t: Fields<S>, resource: HasVideos): FieldRef<Types> =>
  t.field({
    type: [Video],
    nullable: nullableItems,
    description: VIDEOS,
    args: videoArgs,
    ...fromLanguages(resource, 'videos', (json, languages, locale) => spokenIn(json.results, languages ?? [], locale)),
  });

/** Keeps videos in the operation's first language and in the named ones: the response may hold those of other fields too. */
function spokenIn(videos: VideoRow[] | undefined, named: PictureLanguages, { languages: [first] }: Locale): VideoRow[] {
  return inAnyOf(rowsOf(videos), [first, ...named, null]);
}

export const trailerField = <S>(t: Fields<S>, resource: HasVideos): FieldRef<Types> =>
  t.field({
    type: Video,
    description: TRAILER,
    args: trailerArgs,
    ...fromLanguages(resource, 'videos', (json, languages, locale) => bestTrailer(json.results, languages ?? locale.languages)),
  });

export const WATCH_PROVIDERS = `Watch providers, by country. ${JUSTWATCH}`;

export const watchProviderArgs = builder.args((t) => ({
  watchRegions: t.field({
    type: ['CountryCode'],
    description: 'Only these countries. Default: the operation’s watch region, or all countries when it has none.',
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

export const LISTS = 'Users’ lists that contain it.';
export const REVIEWS =
  'Reviews by users, as shown by TMDB in the operation’s first language. Other languages can have other reviews, or none.';

export const listsField = <S>(t: Fields<S>, resource: Resource<{ lists: Part<Page<ListSummary>> }>): FieldRef<Types> =>
  t.field({ type: ListConnection, description: LISTS, args: pageArgs, ...fromPages(resource, 'lists', { rowsHave: {} }) });

export const reviewsField = <S>(t: Fields<S>, resource: Resource<{ reviews: Part<Page<ReviewRow>> }>): FieldRef<Types> =>
  t.field({ type: ReviewConnection, description: REVIEWS, args: pageArgs, ...fromPages(resource, 'reviews') });

export const changeArgs = builder.args((t) => ({
  startDate: t.field({ type: 'Date', description: 'First day of the window.' }),
  endDate: t.field({ type: 'Date', description: 'Last day of the window.' }),
}));

export const CHANGES = 'Changes of its data at TMDB, in a window of at most 14 days. Default: the last day.';

export const changesField = <S>(t: Fields<S>, resource: Resource<{ changes: Part<{ changes?: ChangeRow[] }> }>): FieldRef<Types> =>
  t.field({
    type: [Change],
    nullable: nullableItems,
    description: CHANGES,
    args: changeArgs,
    ...fromPart(resource, 'changes', (json) => json.changes ?? null),
  });

/** Changes of a season or an episode, which TMDB serves by the id of the object rather than by its numbers in the series. */
export const changesByIdField = <S extends { id: number }>(
  t: Fields<S>,
  resource: Resource<{ details: Part<{ id: number }> }>,
  changes: Resource<{ details: Part<{ changes?: ChangeRow[] }> }>,
): FieldRef<Types> =>
  t.field({
    type: [Change],
    nullable: nullableItems,
    description: `${CHANGES} Costs one more request.`,
    args: changeArgs,
    ...changesById(resource, changes),
  });

type ChangesById = Resource<{ details: Part<{ changes?: ChangeRow[] }> }>;

function changesById<S extends { id: number }>(
  resource: Resource<{ details: Part<{ id: number }> }>,
  changes: ChangesById,
): PartField<S, PartArgs, ChangeRow[] | null> {
  const idOf = fromPart(resource, 'details', ({ id }) => id);
  const byNumber = (id: number) => fromDocument(changes, String(id), (json) => json.changes ?? null);
  return inRounds(
    { ...idOf.extensions.tmdb, part: { resource: changes, part: 'details' } },
    async (node, args, context, info) => {
      const id = node.summary?.id ?? (await idOf.resolve(node, {}, context, info));
      return byNumber(id).resolve(node, args, context, info);
    },
    1,
  );
}
