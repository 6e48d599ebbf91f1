import { credit, type CreditDetails } from '../../src/tmdb/api/people/credit.ts';
import { knownText, rowsOf } from '../../src/tmdb/known.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { byId } from '../core/by-id.ts';
import { knownForNode } from '../media/media-node.ts';
import { KnownFor } from '../media/media.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromPart } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { Person } from './person.ts';
import { episodeNode, TvEpisode } from '../tv/tv-episode.ts';
import { seasonNode, TvSeason } from '../tv/tv-season.ts';

const Credit = builder.objectRef<Node>('Credit');

/** What of a series a credit is for: films have nothing of the kind. */
const inSeries = ({ media, media_type: kind }: CreditDetails) =>
  (kind ?? media?.media_type) === 'movie' ? null : { episodes: rowsOf(media?.episodes), seasons: rowsOf(media?.seasons) };

Credit.implement({
  description: 'What one person did for one film or series.',
  ...nodeOptions(credit),
  fields: (t) => ({
    tmdbId: t.exposeString('id', { nullable: false, description: 'TMDB’s id of the credit.' }),
    creditType: t.string({
      description: '`cast`, `crew` or `creator`.',
      ...fromPart(credit, 'details', (json) => knownText(json.credit_type)),
    }),
    department: t.string({
      description: 'Acting, Directing, Writing …',
      ...fromPart(credit, 'details', (json) => knownText(json.department)),
    }),
    job: t.string({ description: 'Actor, Director, Screenplay …', ...fromPart(credit, 'details', (json) => knownText(json.job)) }),
    character: t.string({
      description: 'Who is played. Null when nobody is, or TMDB does not know.',
      ...fromPart(credit, 'details', (json) => knownText(json.media?.character)),
    }),
    person: t.field({ type: Person, description: 'Who did it.', ...fromPart(credit, 'details', (json) => nodeOf(json.person)) }),
    media: t.field({
      type: KnownFor,
      description: 'What it was done for.',
      ...fromPart(credit, 'details', ({ media, media_type: kind }) =>
        media ? knownForNode({ ...media, ...(kind !== undefined && { media_type: kind }) }) : null,
      ),
    }),
    episodes: t.field({
      type: [TvEpisode],
      nullable: nullableItems,
      description: 'Of a series: the episodes that TMDB names, usually those of a guest. Null of films.',
      ...fromPart(credit, 'details', (json) => inSeries(json)?.episodes.map((row) => episodeNode(row.show_id, row)) ?? null),
    }),
    seasons: t.field({
      type: [TvSeason],
      nullable: nullableItems,
      description: 'Of a series: the seasons. Null of films.',
      ...fromPart(credit, 'details', (json) => inSeries(json)?.seasons.map((row) => seasonNode(row.show_id, row)) ?? null),
    }),
  }),
});

byId('credit', credit, Credit, 'credit');
