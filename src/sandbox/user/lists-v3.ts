import { pagedList } from '../http/call.ts';
import { failure } from '../http/failure.ts';
import { created, done, ok, sessionUser, signedIn, textIn, type PersonalHandlers, type PersonalCall } from './personal-call.ts';
import { itemNamed } from './media-item.ts';
import { addItem, checkEditor, checkReader, touch, type UserList } from './user-list.ts';

const LIST = '/3/list/{list}';
export const LIST_CACHE = { 'Cache-Control': 'public, max-age=300' } as const;

const readable = (call: PersonalCall): UserList => checkReader(call.accounts.lists.at(call.params[0]), sessionUser(call));
function editable(call: PersonalCall): UserList {
  const user = signedIn(call);
  return checkEditor(call.accounts.lists.at(call.params[0]), user);
}

function details(call: PersonalCall): object {
  const list = readable(call);
  const { results: items, ...pages } = pagedList(call, [...list.items.values()], ({ media }) => media.show(call, true));
  return {
    created_by: list.owner.username,
    description: list.description,
    favorite_count: 0,
    id: list.id,
    items,
    item_count: list.items.size,
    iso_639_1: list.language,
    name: list.name,
    poster_path: null,
    ...pages,
  };
}

export const LISTS_V3: PersonalHandlers = {
  [`GET ${LIST}`]: (call) => ok(details(call), LIST_CACHE),
  [`GET ${LIST}/item_status`]: (call) => {
    const list = readable(call);
    return ok({ id: list.id, item_present: list.items.has(`movie:${call.query.get('movie_id')}`) }, LIST_CACHE);
  },
  'POST /3/list': (call) => {
    const owner = signedIn(call);
    const [name, description, language] = [textIn(call, 'name'), textIn(call, 'description'), textIn(call, 'language') || 'en'];
    return created({ list_id: call.accounts.lists.create({ owner, name, description, language }).id });
  },
  [`DELETE ${LIST}`]: (call) => {
    call.accounts.lists.delete(editable(call));
    return done(12);
  },
  [`POST ${LIST}/add_item`]: (call) => {
    const list = editable(call);
    // v3 adds movies only.
    const media = itemNamed('movie', call.body['media_id'], call);
    if (list.items.has(media.key)) throw failure(8);
    addItem(list, media);
    return done(12);
  },
  [`POST ${LIST}/remove_item`]: (call) => {
    const list = editable(call);
    if (!list.items.delete(`movie:${Number(call.body['media_id'])}`)) throw failure(21);
    touch(list);
    return done(13);
  },
  [`POST ${LIST}/clear`]: (call) => {
    const list = editable(call);
    if (call.query.get('confirm') !== 'true') throw failure(29);
    list.items.clear();
    touch(list);
    return done(12);
  },
};
