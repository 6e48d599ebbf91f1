import { knownInstant, knownText } from '../../src/tmdb/known.ts';
import { review, type ReviewRow } from '../../src/tmdb/api/titles/review.ts';
import { builder } from '../core/builder.ts';
import { byId } from '../core/by-id.ts';
import { connectionType } from '../core/connection.ts';
import { imageAt, Profile } from './image.ts';
import { knownForNode } from './media-node.ts';
import { KnownFor } from './media.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromPart, fromSummary } from '../core/fields.ts';
import type { Node } from '../core/node.ts';

type Author = NonNullable<ReviewRow['author_details']> & { author?: string | undefined };

const ReviewAuthor = builder.objectRef<Author>('ReviewAuthor');

ReviewAuthor.implement({
  description: 'The author of a review.',
  fields: (t) => ({
    displayName: t.string({ description: 'Name under the review.', resolve: ({ author }) => knownText(author) }),
    name: t.string({ description: 'Name in the account. Null when it is empty.', resolve: ({ name }) => knownText(name) }),
    username: t.string({ description: 'Username of the account.', resolve: ({ username }) => knownText(username) }),
    avatar: t.field({
      type: Profile,
      description: 'Avatar of the account. Null when it has none.',
      resolve: ({ avatar_path }) => imageAt(avatar_path),
    }),
    rating: t.exposeFloat('rating', { description: 'The author’s rating, from 0.5 to 10. Null when the author gave none.' }),
  }),
});

export const Review = builder.objectRef<Node<ReviewRow>>('Review');

Review.implement({
  description: 'A review by a user of TMDB.',
  ...nodeOptions(review),
  fields: (t) => ({
    tmdbId: t.exposeString('id', { nullable: false, description: 'TMDB’s id of the review.' }),
    author: t.field({
      type: ReviewAuthor,
      description: 'Author of the review.',
      ...fromSummary(review, ({ author, author_details }: ReviewRow) => ({ ...author_details, author })),
    }),
    content: t.string({
      description: 'Text as Markdown; older reviews contain HTML entities.',
      ...fromSummary(review, (json: ReviewRow) => knownText(json.content)),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'Time of writing.',
      ...fromSummary(review, (json: ReviewRow) => knownInstant(json.created_at)),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'Time of the last change.',
      ...fromSummary(review, (json: ReviewRow) => knownInstant(json.updated_at)),
    }),
    url: t.string({ description: 'URL of the review at TMDB.', ...fromSummary(review, (json: ReviewRow) => knownText(json.url)) }),
    language: t.string({
      description: 'ISO 639-1 code of the review’s language.',
      ...fromPart(review, 'details', (json) => knownText(json.iso_639_1)),
    }),
    mediaTitle: t.string({
      description: 'Title of the reviewed movie or series.',
      ...fromPart(review, 'details', (json) => knownText(json.media_title)),
    }),
    media: t.field({
      type: KnownFor,
      description: 'The reviewed movie or series.',
      ...fromPart(review, 'details', ({ media_id: id = 0, media_type: kind = '' }) => {
        // A review holds too little of its subject to be a summary.
        const { summary: _none, ...node } = knownForNode({ id, media_type: kind }) ?? {};
        return 'ref' in node ? node : null;
      }),
    }),
  }),
});

/** Makes the node of a review, whose id has 24 hex digits. */
const reviewNode = (summary: ReviewRow): Node<ReviewRow> | null =>
  typeof summary?.id === 'string' && review.pattern.test(summary.id) ? { ref: summary.id, id: summary.id, summary } : null;

export const ReviewConnection = connectionType('Review', { of: 'reviews', node: () => Review, toNode: reviewNode });

byId('review', review, Review, 'review');
