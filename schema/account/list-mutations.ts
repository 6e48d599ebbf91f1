import { SIGNED_IN, USER } from '../../src/tmdb/credentials.ts';
import { listWrites, type ItemResults, type ListItemBody } from '../../src/tmdb/api/account/writes.ts';
import { badInput } from '../../src/tmdb/error.ts';
import { parseId, sentId } from '../../src/tmdb/id.ts';
import { list, listV4 } from '../../src/tmdb/api/account/list.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import type { Write } from '../../src/tmdb/write.ts';
import { builder, nullableItems, type Context } from '../core/builder.ts';
import { List } from '../lists/list.ts';
import { ListItem, ListSort } from '../lists/list-item.ts';
import { operationLocale } from '../core/locale.ts';
import type { Node } from '../core/part.ts';
import { ListPayload } from './payload.ts';

const MOST_ITEMS = 100;
const MOST_NAME = 200;
const MOST_TEXT = 5000;

const EITHER = 'Needs `TMDB-User-Token` or `TMDB-Session-Id`; of both, the token is used.';
const TOKEN = 'Needs `TMDB-User-Token`.';
const DENIED = '3, 35, 36 (no such credential, or it may not write)';

/** TMDB's statuses for what is done to a list, and more of one mutation. */
const canFail = (more = ''): string => `TMDB’s statuses: ${DENIED}, 34 (no such list), 38 (not yours)${more}.`;

/** What a list is called and the like. @throws GatewayError BAD_USER_INPUT */
function parseText(name: string, text: string, least: number, most: number): string {
  if (text.trim().length >= least && text.length <= most) return text;
  throw badInput(`\`${name}\` is a text of ${least} to ${most} characters.`);
}

const parseName = (name: string): string => parseText('name', name, 1, MOST_NAME);
const parseDescription = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined ? undefined : parseText('description', text, 0, MOST_TEXT);

const ListItemInput = builder.inputType('ListItemInput', {
  description: 'A film or a series: one of the two ids.',
  fields: (t) => ({
    movie: t.id({ description: 'TMDB’s number of a film, or its global id.' }),
    tvSeries: t.id({ description: 'TMDB’s number of a series, or its global id.' }),
    comment: t.string({ description: 'Your comment on it. Only `updateListItems` keeps it: TMDB drops those of `addListItems`.' }),
  }),
});

type ItemInput = typeof ListItemInput.$inferInput;

function parseItem({ movie: film, tvSeries: series, comment }: ItemInput): ListItemBody {
  const text = comment === null || comment === undefined ? undefined : parseText('comment', comment, 0, MOST_TEXT);
  const said = text === undefined ? {} : { comment: text };
  if (film && !series) return { media_type: 'movie', media_id: Number(parseId(movie.name, film)), ...said };
  if (series && !film) return { media_type: 'tv', media_id: Number(parseId(tvSeries.name, series)), ...said };
  throw badInput('An item is either a `movie` or a `tvSeries`.');
}

function parseItems(items: readonly ItemInput[]): ListItemBody[] {
  if (items.length === 0 || items.length > MOST_ITEMS) throw badInput(`\`items\` are 1 to ${MOST_ITEMS}.`);
  return items.map(parseItem);
}

/** Version 3 knows films only, and takes one at a time: one write each mutation. */
function onlyFilm(items: readonly ListItemBody[]): number {
  const [item] = items;
  if (item && items.length === 1 && item.media_type === 'movie') return item.media_id;
  throw badInput('With `TMDB-Session-Id` alone one film at a time can be added or removed; with `TMDB-User-Token` many, and series.');
}

const parseListId = (id: string): string => parseId(list.name, id, list.pattern);

/** Whether version 4 is asked, which can do more. @throws GatewayError UNAUTHENTICATED when the caller sent nothing for either. */
const byUser = ({ credential }: Context): boolean => credential([...USER, ...SIGNED_IN]).kind === 'user';

const nodeOfList = (ref: string): Node<never> => ({ ref, id: ref, own: true });

const nodeOfNew = (id: unknown): Node<never> => nodeOfList(sentId('list', list.pattern, id));

/** Both versions have the same lists, so both are known anew. */
async function change<Doc>(ref: string, write: Write<Doc>, { load }: Context): Promise<Doc> {
  const changes = [
    { resource: list, ref },
    { resource: listV4, ref },
  ];
  return load.write({ ...write, changes });
}

const ItemResult = builder.objectRef<NonNullable<ItemResults['results']>[number]>('ListItemResult');

ItemResult.implement({
  description: 'What became of one item.',
  fields: (t) => ({
    success: t.boolean({ description: 'Whether it was done.', resolve: ({ success }) => success ?? null }),
    item: t.field({
      type: ListItem,
      description: 'The film or series.',
      resolve({ media_type, media_id }) {
        const typename = media_type === 'movie' ? 'Movie' : media_type === 'tv' ? 'TvSeries' : undefined;
        return typename && media_id !== undefined ? { ref: String(media_id), id: String(media_id), typename } : null;
      },
    }),
  }),
});

const ListItemsPayload = builder.objectRef<{ list: Node<never>; results: ItemResults['results'] }>('ListItemsPayload');

ListItemsPayload.implement({
  description: 'The list whose items were changed, as it is now, and what became of each item.',
  fields: (t) => ({
    list: t.field({ type: List, description: 'The list.', resolve: (payload) => payload.list }),
    results: t.field({
      type: [ItemResult],
      nullable: nullableItems,
      description: 'One for each item, in the same order. A mutation can succeed though some of its items did not.',
      resolve: ({ results }) => results ?? null,
    }),
  }),
});

const DeleteListPayload = builder.objectRef<{ id: string }>('DeleteListPayload');

DeleteListPayload.implement({
  description: 'The list that is gone.',
  fields: (t) => ({ tmdbId: t.exposeString('id', { description: 'TMDB’s id of it: a number, or hex digits of lists from before 2014.' }) }),
});

const listArg = builder.args((t) => ({
  id: t.id({ required: true, description: 'TMDB’s number of the list, or its global id.' }),
}));

const itemsArg = (description: string) =>
  builder.args((t) => ({ ...listArg, items: t.field({ type: [ListItemInput], required: true, description }) }));

/** Of what version 3 can do too. */
const eitherItemsArg = itemsArg(`1 to ${MOST_ITEMS}; one film with \`TMDB-Session-Id\` alone.`);

/** What TMDB says of one item by version 3, in the form of version 4. */
const oneResult = (items: readonly ListItemBody[]): ItemResults['results'] => items.map((item) => ({ ...item, success: true }));

builder.mutationFields((t) => ({
  createList: t.field({
    type: ListPayload,
    description: `Makes a list. ${EITHER} TMDB’s statuses: 18 (TMDB does not like the name, or takes it for spam), ${DENIED}.`,
    args: {
      name: t.arg.string({ required: true, description: `At most ${MOST_NAME} characters.` }),
      description: t.arg.string({ description: `At most ${MOST_TEXT} characters.` }),
      language: t.arg({ type: 'LanguageTag', description: 'Its language; the operation’s when it is not given.' }),
      public: t.arg.boolean({ description: `Whether everybody may see it; true when it is not given. ${TOKEN}` }),
      sort: t.arg({ type: ListSort, description: `How its items are ordered. ${TOKEN}` }),
    },
    async resolve(_root, { name, description, language, public: isPublic, sort }, context, info) {
      const [code = 'en', country] = (language ?? operationLocale(context, info).languages[0]).split('-');
      const [title, text] = [parseName(name), parseDescription(description)];
      if (byUser(context)) {
        const rest = { description: text, public: isPublic ?? true, sort_by: sort ?? undefined };
        return nodeOfNew((await context.load.write(listWrites.v4.create(title, code, country, rest))).id);
      }
      if (typeof isPublic === 'boolean' || sort) throw badInput('`public` and `sort` need `TMDB-User-Token`.');
      return nodeOfNew((await context.load.write(listWrites.v3.create(title, text, code))).list_id);
    },
  }),
  updateList: t.field({
    type: ListPayload,
    description: `Changes the name, the description, the order of a list, or who may see it; what is not given stays. ${TOKEN} ${canFail(', 40 (all of it is so already)')}`,
    args: {
      ...listArg,
      name: t.arg.string({ description: `At most ${MOST_NAME} characters.` }),
      description: t.arg.string({ description: `At most ${MOST_TEXT} characters.` }),
      public: t.arg.boolean({ description: 'Whether everybody may see it.' }),
      sort: t.arg({ type: ListSort, description: 'How its items are ordered.' }),
    },
    async resolve(_root, { id, name, description, public: isPublic, sort }, context) {
      const ref = parseListId(id);
      const properties = {
        ...(typeof name === 'string' && { name: parseName(name) }),
        ...(typeof description === 'string' && { description: parseText('description', description, 0, MOST_TEXT) }),
        ...(typeof isPublic === 'boolean' && { public: isPublic }),
        ...(sort && { sort_by: sort }),
      };
      if (Object.keys(properties).length === 0) throw badInput('At least one of `name`, `description`, `public` and `sort` was expected.');
      await change(ref, listWrites.v4.update(ref, properties), context);
      return nodeOfList(ref);
    },
  }),
  deleteList: t.field({
    type: DeleteListPayload,
    description: `Deletes a list. ${EITHER} ${canFail()}`,
    args: listArg,
    async resolve(_root, { id }, context) {
      const ref = parseListId(id);
      const { remove } = byUser(context) ? listWrites.v4 : listWrites.v3;
      await change(ref, remove(ref), context);
      return { id: ref };
    },
  }),
  clearList: t.field({
    type: ListPayload,
    description: `Takes all items out of a list. ${EITHER} ${canFail()}`,
    args: listArg,
    async resolve(_root, { id }, context) {
      const ref = parseListId(id);
      const { clear } = byUser(context) ? listWrites.v4 : listWrites.v3;
      await change(ref, clear(ref), context);
      return nodeOfList(ref);
    },
  }),
  addListItems: t.field({
    type: ListItemsPayload,
    description: `Adds films and series to a list. ${EITHER} ${canFail(', 8 (it is there already, with `TMDB-Session-Id`)')}`,
    args: eitherItemsArg,
    async resolve(_root, { id, items: given }, context) {
      const [ref, items] = [parseListId(id), parseItems(given)];
      if (byUser(context))
        return { list: nodeOfList(ref), results: (await change(ref, listWrites.v4.addItems(ref, items), context)).results };
      await change(ref, listWrites.v3.addItem(ref, onlyFilm(items)), context);
      return { list: nodeOfList(ref), results: oneResult(items) };
    },
  }),
  updateListItems: t.field({
    type: ListItemsPayload,
    description: `Changes the comments on items that are in a list. ${TOKEN} ${canFail()}`,
    args: itemsArg(`1 to ${MOST_ITEMS}.`),
    async resolve(_root, { id, items: given }, context) {
      const [ref, items] = [parseListId(id), parseItems(given)];
      const { results } = await change(ref, listWrites.v4.updateItems(ref, items), context);
      return { list: nodeOfList(ref), results };
    },
  }),
  removeListItems: t.field({
    type: ListItemsPayload,
    description: `Takes films and series out of a list. ${EITHER} ${canFail(', 21 (it is not there, with `TMDB-Session-Id`)')}`,
    args: eitherItemsArg,
    async resolve(_root, { id, items: given }, context) {
      const [ref, items] = [parseListId(id), parseItems(given)];
      if (byUser(context))
        return { list: nodeOfList(ref), results: (await change(ref, listWrites.v4.removeItems(ref, items), context)).results };
      await change(ref, listWrites.v3.removeItem(ref, onlyFilm(items)), context);
      return { list: nodeOfList(ref), results: oneResult(items) };
    },
  }),
}));
