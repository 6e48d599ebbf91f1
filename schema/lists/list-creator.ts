import { knownText } from '../../src/tmdb/known.ts';
import { list, listV4 } from '../../src/tmdb/api/account/list.ts';
import { builder } from '../core/builder.ts';
import { imageAt, Profile } from '../media/image.ts';
import { fromPart } from '../core/fields.ts';
import type { Node } from '../core/node.ts';

/** The user behind a list; the node is that of the list. */
export const ListCreator = builder.objectRef<Node>('ListCreator');

ListCreator.implement({
  description: 'Who made a list.',
  fields: (t) => ({
    username: t.string({ description: 'The name of the account.', ...fromPart(list, 'details', (json) => knownText(json.created_by)) }),
    tmdbId: t.string({
      description: 'TMDB’s id of the account, of hex digits. One request more than `username`, as for the other fields here.',
      ...fromPart(listV4, 'details', (json) => knownText(json.created_by?.id)),
    }),
    name: t.string({
      description: 'The name in the account. Null when it is empty.',
      ...fromPart(listV4, 'details', (json) => knownText(json.created_by?.name)),
    }),
    avatar: t.field({
      type: Profile,
      description: 'The picture of the account. Null when it has none.',
      ...fromPart(listV4, 'details', (json) => imageAt(json.created_by?.avatar_path)),
    }),
    gravatarHash: t.string({
      description: 'What the picture goes by at https://gravatar.com.',
      ...fromPart(listV4, 'details', (json) => knownText(json.created_by?.gravatar_hash)),
    }),
  }),
});
