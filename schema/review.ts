import { knownInstant, knownText } from '../src/tmdb/known.ts';
import type { ReviewRow } from '../src/tmdb/movie.ts';
import { builder } from './builder.ts';
import { connectionType } from './connection.ts';
import { imageAt, Profile } from './image.ts';

type Author = NonNullable<ReviewRow['author_details']> & { author?: string | undefined };

const ReviewAuthor = builder.objectRef<Author>('ReviewAuthor');

ReviewAuthor.implement({
  description: 'Who wrote a review.',
  fields: (t) => ({
    displayName: t.string({ description: 'The name the review is signed with.', resolve: ({ author }) => knownText(author) }),
    name: t.string({ description: 'The name in the account. Null when it is empty.', resolve: ({ name }) => knownText(name) }),
    username: t.string({ description: 'The name of the account.', resolve: ({ username }) => knownText(username) }),
    avatar: t.field({
      type: Profile,
      description: 'The picture of the account. Null when it has none.',
      resolve: ({ avatar_path }) => imageAt(avatar_path),
    }),
    rating: t.exposeFloat('rating', { description: 'From 0.5 to 10. Null when the author gave none.' }),
  }),
});

export const Review = builder.objectRef<ReviewRow>('Review');

Review.implement({
  description: 'What a user of TMDB wrote.',
  fields: (t) => ({
    tmdbId: t.exposeString('id', { nullable: false, description: 'TMDB’s id of the review.' }),
    author: t.field({
      type: ReviewAuthor,
      description: 'Who wrote it.',
      resolve: ({ author, author_details }) => ({ ...author_details, author }),
    }),
    content: t.string({ description: 'Markdown, or HTML entities in older ones.', resolve: ({ content }) => knownText(content) }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was written.', resolve: ({ created_at }) => knownInstant(created_at) }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When it was last changed.',
      resolve: ({ updated_at }) => knownInstant(updated_at),
    }),
    url: t.string({ description: 'Its page at TMDB.', resolve: ({ url }) => knownText(url) }),
  }),
});

export const ReviewConnection = connectionType('Review', { of: 'reviews', node: Review, toNode: (row: ReviewRow) => row });
