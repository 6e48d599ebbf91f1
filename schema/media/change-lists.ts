import type { ObjectRef } from '@pothos/core';
import { changeLists, type ChangedRow } from '../../src/tmdb/api/reference/change.ts';
import { connectionType, rootList, type Types } from '../core/connection.ts';
import { changeArgs } from './media-parts.ts';
import { Movie } from '../movies/movie.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { Person } from '../people/person.ts';
import { TvSeries } from '../tv/tv-series.ts';

/** Makes a node without a summary, since a row holds little more than the id. */
function changedNode(row: ChangedRow): Node<never> | null {
  const node = nodeOf(row);
  return node && { ref: node.ref, id: node.id };
}

const TITLE_FLAGS = { adult: 'Whether it is an adult title.', softcore: 'Whether it is softcore.' };
const PERSON_FLAGS = {
  adult: 'Whether the person is known for adult movies.',
  softcore: 'Whether the person is known for softcore movies.',
};

function changeList<Summary>(
  name: string,
  type: string,
  what: string,
  kind: 'movie' | 'tv' | 'person',
  node: ObjectRef<Types, Node<Summary>>,
  { adult, softcore } = TITLE_FLAGS,
) {
  const connection = connectionType<ChangedRow, Node<Summary>>(type, {
    of: `${what.toLowerCase()} that were changed`,
    node: () => node,
    toNode: changedNode,
    edgeFields: (t) => ({
      adult: t.boolean({
        description: `${adult} Null for new or deleted ${what.toLowerCase()}.`,
        resolve: ({ row }) => row.adult ?? null,
      }),
      softcore: t.boolean({
        description: `${softcore} Null when TMDB does not say.`,
        resolve: ({ row }) => row.softcore ?? null,
      }),
    }),
  });
  rootList(name, {
    description: `${what} that were changed in a window of at most 14 days. Default: the last day. TMDB lists only their ids: any field but \`id\` and \`tmdbId\` costs one request for each node.`,
    type: connection,
    resource: changeLists,
    ref: kind,
    rowsHave: null,
    args: changeArgs,
  });
}

changeList('movieChanges', 'ChangedMovie', 'Movies', 'movie', Movie);
changeList('tvSeriesChanges', 'ChangedTvSeries', 'Series', 'tv', TvSeries);
changeList('personChanges', 'ChangedPerson', 'People', 'person', Person, PERSON_FLAGS);
