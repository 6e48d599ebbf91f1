import type { ObjectRef } from '@pothos/core';
import { changeLists, type ChangedRow } from '../../src/tmdb/api/reference/change.ts';
import { connectionType, rootList, type Types } from '../core/connection.ts';
import { changeArgs } from './media-parts.ts';
import { Movie } from '../movies/movie.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { Person } from '../people/person.ts';
import { TvSeries } from '../tv/tv-series.ts';

/** A row says which thing it is and no more, so it is no summary. */
function changedNode(row: ChangedRow): Node<never> | null {
  const node = nodeOf(row);
  return node && { ref: node.ref, id: node.id };
}

const OF_THINGS = { adult: 'Whether it is pornography.', softcore: 'Whether it is soft pornography.' };
const OF_PEOPLE = { adult: 'Whether the person is known for adult films.', softcore: 'Whether the person is known for softcore films.' };

function changeList<Summary>(
  name: string,
  type: string,
  what: string,
  kind: 'movie' | 'tv' | 'person',
  node: ObjectRef<Types, Node<Summary>>,
  { adult, softcore } = OF_THINGS,
) {
  const connection = connectionType<ChangedRow, Node<Summary>>(type, {
    of: `${what.toLowerCase()} that were changed`,
    node: () => node,
    toNode: changedNode,
    edgeFields: (t) => ({
      adult: t.boolean({
        description: `${adult} Null of what is new or was deleted.`,
        resolve: ({ row }) => row.adult ?? null,
      }),
      softcore: t.boolean({
        description: `${softcore} Null where TMDB has not said so.`,
        resolve: ({ row }) => row.softcore ?? null,
      }),
    }),
  });
  rootList(name, {
    description: `${what} that were changed in a window of at most 14 days; on the last day when no dates are given. TMDB only tells which: all but \`id\` and \`tmdbId\` of each costs a request.`,
    type: connection,
    resource: changeLists,
    ref: kind,
    args: changeArgs,
  });
}

changeList('movieChanges', 'ChangedMovie', 'Films', 'movie', Movie);
changeList('tvSeriesChanges', 'ChangedTvSeries', 'Series', 'tv', TvSeries);
changeList('personChanges', 'ChangedPerson', 'People', 'person', Person, OF_PEOPLE);
