import { SIGNED_IN, USER } from '../../src/tmdb/credentials.ts';
import { allDone, listWrites, type ItemResults } from '../../src/tmdb/api/account/writes.ts';
import { badInput } from '../../src/tmdb/error.ts';
import { isId, NUMBER, sentId } from '../../src/tmdb/id.ts';
import { languageChain } from '../../src/tmdb/language.ts';
import { list, listV4 } from '../../src/tmdb/api/account/list.ts';
import type { Write } from '../../src/tmdb/write.ts';
import { builder, nullableItems } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { List } from '../lists/list.ts';
import { ListItem, ListSort } from '../lists/list-item.ts';
import { operationLocale } from '../core/locale.ts';
import type { Node } from '../core/node.ts';
import { discardSources } from '../core/sources.ts';
import {
  ListItemInput,
  MAX_ITEMS,
  MAX_NAME,
  MAX_TEXT,
  onlyMovie,
  parseDescription,
  parseItems,
  parseListId,
  parseName,
} from './list-input.ts';
import { ListPayload } from './payload.ts';

const EITHER = 'Needs `TMDB-User-Token` or `TMDB-Session-Id`; the token takes precedence.';
const TOKEN = 'Needs `TMDB-User-Token`.';
const DENIED = '3, 35, 36 (no such credential, or it does not permit writing)';

/** TMDB's statuses of every mutation of a list, and further ones of some. */
const statuses = (more = ''): string => `TMDB’s statuses: ${DENIED}, 34 (no such list), 38 (another user’s list)${more}.`;

/** Whether to use version 4, which can do more. @throws GatewayError UNAUTHENTICATED without a credential for either version. */
const hasUserToken = ({ credential }: Context): boolean => credential([...USER, ...SIGNED_IN]).kind === 'user';

const nodeOfList = (ref: string): Node<never> => ({ ref, id: ref, own: true });

const nodeOfNew = (id: unknown): Node<never> => nodeOfList(sentId('list', list.pattern, id));

/** Changes a list. Both versions serve the same lists, so the write invalidates both. */
async function change<Doc>(ref: string, write: Write<Doc>, context: Context): Promise<Doc> {
  const changes = [
    { resource: list, ref },
    { resource: listV4, ref },
  ];
  return context.load.write({ ...write, changes }).finally(() => discardSources(changes, context));
}

const ItemResult = builder.objectRef<NonNullable<ItemResults['results']>[number]>('ListItemResult');

ItemResult.implement({
  description: 'Result for one item.',
  fields: (t) => ({
    success: t.boolean({ description: 'Whether the change succeeded.', resolve: ({ success }) => success ?? null }),
    item: t.field({
      type: ListItem,
      description: 'The movie or series.',
      resolve({ media_type, media_id }) {
        const typename = media_type === 'movie' ? 'Movie' : media_type === 'tv' ? 'TvSeries' : undefined;
        const id = String(media_id);
        return typename && isId(NUMBER, id) ? { ref: id, id, typename } : null;
      },
    }),
  }),
});

const ListItemsPayload = builder.objectRef<{ list: Node<never>; results: ItemResults['results'] }>('ListItemsPayload');

ListItemsPayload.implement({
  description: 'The list after the change, and the result for each item.',
  fields: (t) => ({
    list: t.field({ type: List, description: 'The list after the change.', resolve: (payload) => payload.list }),
    results: t.field({
      type: [ItemResult],
      nullable: nullableItems,
      description: 'One result for each item, in the same order. The mutation can succeed although some of its items fail.',
      resolve: ({ results }) => results ?? null,
    }),
  }),
});

const DeleteListPayload = builder.objectRef<{ id: string }>('DeleteListPayload');

DeleteListPayload.implement({
  description: 'The deleted list.',
  fields: (t) => ({
    tmdbId: t.exposeString('id', { description: 'TMDB’s id of the list: a number, or hexadecimal digits for lists from before 2014.' }),
  }),
});

const listArg = builder.args((t) => ({
  id: t.id({ required: true, description: 'TMDB’s id of the list, or its global id.' }),
}));

const itemsArg = (description: string) =>
  builder.args((t) => ({ ...listArg, items: t.field({ type: [ListItemInput], required: true, description }) }));

/** Of mutations that version 3 has too. */
const eitherItemsArg = itemsArg(`1 to ${MAX_ITEMS} items; with \`TMDB-Session-Id\` alone, exactly one movie.`);

builder.mutationFields((t) => ({
  createList: t.field({
    type: ListPayload,
    description: `Creates a list. ${EITHER} TMDB’s statuses: 18 (TMDB rejects the name, or considers it spam), ${DENIED}.`,
    args: {
      name: t.arg.string({ required: true, description: `Name of the list, at most ${MAX_NAME} characters.` }),
      description: t.arg.string({ description: `Description of the list, at most ${MAX_TEXT} characters.` }),
      language: t.arg({ type: 'LanguageTag', description: 'Language of the list. Default: the first language of the operation.' }),
      public: t.arg.boolean({ description: `Whether the list is public. Default: true. ${TOKEN}` }),
      sort: t.arg({ type: ListSort, description: `Order of the items. ${TOKEN}` }),
    },
    async resolve(_root, { name, description, language, public: isPublic, sort }, context, info) {
      const [tag] = language ? languageChain([language]) : operationLocale(context, info).languages;
      if (tag === undefined) throw badInput('Expected `language` to be one that TMDB has, such as de or pt-BR.');
      const [code = 'en', country] = tag.split('-');
      const [title, text] = [parseName(name), typeof description === 'string' ? parseDescription(description) : undefined];
      if (hasUserToken(context)) {
        const rest = { description: text, public: isPublic ?? true, sort_by: sort ?? undefined };
        return nodeOfNew((await context.load.write(listWrites.v4.create(title, code, country, rest))).id);
      }
      if (typeof isPublic === 'boolean' || sort) throw badInput('Expected neither `public` nor `sort`: they need `TMDB-User-Token`.');
      return nodeOfNew((await context.load.write(listWrites.v3.create(title, text, code))).list_id);
    },
  }),
  updateList: t.field({
    type: ListPayload,
    description: `Changes the name, description, visibility or order of a list; omitted arguments change nothing. ${TOKEN} ${statuses(', 40 (nothing would change)')}`,
    args: {
      ...listArg,
      name: t.arg.string({ description: `Name of the list, at most ${MAX_NAME} characters.` }),
      description: t.arg.string({ description: `Description of the list, at most ${MAX_TEXT} characters.` }),
      public: t.arg.boolean({ description: 'Whether the list is public.' }),
      sort: t.arg({ type: ListSort, description: 'Order of the items.' }),
    },
    async resolve(_root, { id, name, description, public: isPublic, sort }, context) {
      const ref = parseListId(id);
      const properties = {
        ...(typeof name === 'string' && { name: parseName(name) }),
        ...(typeof description === 'string' && { description: parseDescription(description) }),
        ...(typeof isPublic === 'boolean' && { public: isPublic }),
        ...(sort && { sort_by: sort }),
      };
      if (Object.keys(properties).length === 0) throw badInput('Expected at least one of `name`, `description`, `public` and `sort`.');
      await change(ref, listWrites.v4.update(ref, properties), context);
      return nodeOfList(ref);
    },
  }),
  deleteList: t.field({
    type: DeleteListPayload,
    description: `Deletes a list. ${EITHER} ${statuses()}`,
    args: listArg,
    async resolve(_root, { id }, context) {
      const ref = parseListId(id);
      const { remove } = hasUserToken(context) ? listWrites.v4 : listWrites.v3;
      await change(ref, remove(ref), context);
      return { id: ref };
    },
  }),
  clearList: t.field({
    type: ListPayload,
    description: `Removes all items from a list. ${EITHER} ${statuses()}`,
    args: listArg,
    async resolve(_root, { id }, context) {
      const ref = parseListId(id);
      const { clear } = hasUserToken(context) ? listWrites.v4 : listWrites.v3;
      await change(ref, clear(ref), context);
      return nodeOfList(ref);
    },
  }),
  addListItems: t.field({
    type: ListItemsPayload,
    description: `Adds movies and series to a list. ${EITHER} ${statuses(', 8 (already in the list; with `TMDB-Session-Id` only)')}`,
    args: eitherItemsArg,
    async resolve(_root, { id, items: given }, context) {
      const [ref, items] = [parseListId(id), parseItems(given)];
      if (hasUserToken(context))
        return { list: nodeOfList(ref), results: (await change(ref, listWrites.v4.addItems(ref, items), context)).results };
      await change(ref, listWrites.v3.addItem(ref, onlyMovie(items)), context);
      // Version 3 has one item, and reports failure by a status.
      return { list: nodeOfList(ref), results: allDone(items) };
    },
  }),
  updateListItems: t.field({
    type: ListItemsPayload,
    description: `Changes the comments on items of a list. ${TOKEN} ${statuses()}`,
    args: itemsArg(`1 to ${MAX_ITEMS} items.`),
    async resolve(_root, { id, items: given }, context) {
      const [ref, items] = [parseListId(id), parseItems(given)];
      const { results } = await change(ref, listWrites.v4.updateItems(ref, items), context);
      return { list: nodeOfList(ref), results };
    },
  }),
  removeListItems: t.field({
    type: ListItemsPayload,
    description: `Removes movies and series from a list. ${EITHER} ${statuses(', 21 (not in the list; with `TMDB-Session-Id` only)')}`,
    args: eitherItemsArg,
    async resolve(_root, { id, items: given }, context) {
      const [ref, items] = [parseListId(id), parseItems(given)];
      if (hasUserToken(context))
        return { list: nodeOfList(ref), results: (await change(ref, listWrites.v4.removeItems(ref, items), context)).results };
      await change(ref, listWrites.v3.removeItem(ref, onlyMovie(items)), context);
      // Version 3 has one item, and reports failure by a status.
      return { list: nodeOfList(ref), results: allDone(items) };
    },
  }),
}));
