import { Failure, failure, unfit } from '../http/failure.ts';
import { isOrder } from './list-orders.ts';
import { detailsV4 } from './list-rows-v4.ts';
import { LIST_CACHE } from './lists-v3.ts';
import { bearerUser, created, done, ok, textIn, writer, type PersonalHandlers, type PersonalCall, type Reply } from './personal-call.ts';
import { itemNamed, type MediaItem } from './media-item.ts';
import { addItem, checkEditor, checkName, checkReader, DEFAULT_ORDER, touch, type UserList } from './user-list.ts';

const LIST = '/4/list/{list}';

const readable = (call: PersonalCall): UserList => checkReader(call.accounts.lists.at(call.params[0]), bearerUser(call));
function editable(call: PersonalCall): UserList {
  const user = writer(call);
  return checkEditor(call.accounts.lists.at(call.params[0]), user);
}

function create(call: PersonalCall): Reply {
  const owner = writer(call);
  const { body, accounts } = call;
  const language = textIn(call, 'iso_639_1');
  if (!language) throw unfit('A list needs a language.');
  const order = body['sort_by'];
  const list = accounts.lists.create({
    owner,
    name: textIn(call, 'name'),
    description: textIn(call, 'description'),
    language,
    country: textIn(call, 'iso_3166_1') || 'US',
    // Only the number 0 makes it private: TMDB does not read a boolean here.
    isPublic: body['public'] !== 0,
    order: isOrder(order) ? order : DEFAULT_ORDER,
  });
  return created({ id: list.id });
}

/** The changes of a list that a body asks for. */
function changesIn({ body }: PersonalCall): Partial<Pick<UserList, 'name' | 'description' | 'isPublic' | 'order'>> {
  const { name, description, public: open, sort_by: order } = body;
  if (typeof name === 'string') checkName(name);
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof description === 'string' && { description }),
    // Here TMDB reads numbers and booleans.
    ...(open !== undefined && { isPublic: Boolean(open) }),
    ...(isOrder(order) && { order }),
  };
}

/** @throws status 40, under HTTP 200, when nothing changes. */
function update(call: PersonalCall): Reply {
  const list = editable(call);
  const changes = changesIn(call);
  if (Object.entries(changes).every(([key, value]) => Reflect.get(list, key) === value)) throw failure(40);
  Object.assign(list, changes);
  touch(list);
  return done(12);
}

interface ItemGiven {
  media_type: unknown;
  media_id: unknown;
  comment?: unknown;
}
/** @throws status 5 when the body has no list of objects. */
function itemsIn({ body: { items } }: PersonalCall): ItemGiven[] {
  if (!Array.isArray(items) || items.some((item) => typeof item !== 'object' || item === null)) throw failure(5);
  // The types of their values are still unknown.
  return items as ItemGiven[];
}

/**
 * Handles a write of many items, each of which succeeds or fails on its own; the answer as a whole is a success.
 * @param act Returns the error of an item; undefined when it succeeded.
 */
const forEachItem =
  (act: (list: UserList, media: MediaItem, given: ItemGiven) => string | undefined) =>
  (call: PersonalCall): Reply => {
    const list = editable(call);
    const results = itemsIn(call).map((given) => {
      const { media_type, media_id } = given;
      const error = errorOf(() => act(list, itemNamed(media_type, media_id, call), given));
      return { media_id, media_type, success: error === undefined, ...(error !== undefined && { error: [error] }) };
    });
    if (results.some(({ success }) => success)) touch(list);
    return done(1, { results });
  };

function errorOf(act: () => string | undefined): string | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof Failure) return 'It cannot be in the list.';
    throw error;
  }
}

const NOT_IN_LIST = 'It is not in the list.';

export const LISTS_V4: PersonalHandlers = {
  'POST /4/list': create,
  // TMDB lets every cache keep even a private list, and a cache that ignores the credential shows it to others.
  [`GET ${LIST}`]: (call) => ok(detailsV4(readable(call), call), LIST_CACHE),
  [`PUT ${LIST}`]: update,
  [`DELETE ${LIST}`]: (call) => {
    call.accounts.lists.delete(editable(call));
    return done(13);
  },
  [`POST ${LIST}/items`]: forEachItem((list, media) => {
    if (list.items.has(media.key)) return 'It is in the list already.';
    // A comment in the item is dropped: only PUT keeps one.
    addItem(list, media);
  }),
  [`PUT ${LIST}/items`]: forEachItem((list, { key }, { comment }) => {
    const item = list.items.get(key);
    if (!item) return NOT_IN_LIST;
    item.comment = typeof comment === 'string' ? comment : null;
  }),
  [`DELETE ${LIST}/items`]: forEachItem((list, { key }) => (list.items.delete(key) ? undefined : NOT_IN_LIST)),
  // TMDB deletes by GET here.
  [`GET ${LIST}/clear`]: (call) => {
    const list = editable(call);
    const { size } = list.items;
    list.items.clear();
    touch(list);
    return done(1, { id: list.id, items_deleted: size });
  },
  [`GET ${LIST}/item_status`]: (call) => {
    const list = readable(call);
    const { query } = call;
    const [kind, id] = [query.get('media_type') ?? '', Number(query.get('media_id'))];
    if (!list.items.has(`${kind}:${id}`)) throw failure(34);
    return done(1, { id: list.id, media_id: id, media_type: kind });
  },
};
