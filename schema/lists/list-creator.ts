import { knownText } from '../../src/tmdb/known.ts';
import { list, listV4 } from '../../src/tmdb/api/account/list.ts';
import { builder } from '../core/builder.ts';
import { imageAt, Profile } from '../media/image.ts';
import { fromPart } from '../core/fields.ts';
import type { Node } from '../core/node.ts';

/** The user who created a list; the node is that of the list. */
export const ListCreator = builder.objectRef<Node>('ListCreator');

ListCreator.implement({
  description: 'The user who created a list.',
  fields: (t) => ({
    username: t.string({ description: 'User name of the account.', ...fromPart(list, 'details', (json) => knownText(json.created_by)) }),
    tmdbId: t.string({
      description:
        'TMDB’s id of the account, in hexadecimal digits. Costs one more request than `username` alone; the other fields come with it.',
      ...fromPart(listV4, 'details', (json) => knownText(json.created_by?.id)),
    }),
    name: t.string({
      description: 'Display name of the account. Null when it is empty.',
      ...fromPart(listV4, 'details', (json) => knownText(json.created_by?.name)),
    }),
    avatar: t.field({
      type: Profile,
      description: 'Avatar of the account. Null when it has none.',
      ...fromPart(listV4, 'details', (json) => imageAt(json.created_by?.avatar_path)),
    }),
    gravatarHash: t.string({
      description: 'Hash of the avatar at https://gravatar.com.',
      ...fromPart(listV4, 'details', (json) => knownText(json.created_by?.gravatar_hash)),
    }),
  }),
});
