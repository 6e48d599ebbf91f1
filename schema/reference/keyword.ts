import { keyword, type KeywordRow } from '../../src/tmdb/api/reference/keyword.ts';
import { knownText } from '../../src/tmdb/known.ts';
import { builder } from '../core/builder.ts';
import { entity } from '../federation/entity.ts';
import { byId } from '../core/by-id.ts';
import { connectionType } from '../core/connection.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromSummary } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';

export const Keyword = builder.objectRef<Node<KeywordRow>>('Keyword');

export const KeywordConnection = connectionType('Keyword', {
  of: 'keywords',
  node: () => Keyword,
  toNode: (row: KeywordRow) => nodeOf(row),
});

Keyword.implement({
  description: 'A keyword that describes movies and series.',
  ...nodeOptions(keyword),
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s id of the keyword.', resolve: ({ id }) => Number(id) }),
    name: t.string({ description: 'The keyword itself, in English.', ...fromSummary(keyword, (json) => knownText(json.name)) }),
  }),
});

byId('keyword', keyword, Keyword, 'keyword');
entity(Keyword, keyword);
