import { keyword } from '../src/tmdb/keyword.ts';
import type { KeywordRow } from '../src/tmdb/keyword.ts';
import { knownText } from '../src/tmdb/known.ts';
import { builder } from './builder.ts';
import { nodeOptions } from './node.ts';
import { fromSummary } from './part.ts';
import type { Node } from './part.ts';

export const Keyword = builder.objectRef<Node<KeywordRow>>('Keyword');

Keyword.implement({
  description: 'A word that films and series are found by.',
  ...nodeOptions(keyword),
  fields: (t) => ({
    tmdbId: t.exposeInt('tmdbId', { nullable: false, description: 'TMDB’s number of the keyword.' }),
    name: t.string({ description: 'The word, in English.', ...fromSummary(keyword, (json) => knownText(json.name)) }),
  }),
});
