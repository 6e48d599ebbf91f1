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

/** The episodes and seasons of a credit for a series; null for a movie, which has none. */
const inSeries = ({ media, media_type: kind }: CreditDetails) =>
  (kind ?? media?.media_type) === 'movie' ? null : { episodes: rowsOf(media?.episodes), seasons: rowsOf(media?.seasons) };

Credit.implement({
  description: 'The work of one person on one movie or series: a role or a job.',
  ...nodeOptions(credit),
  fields: (t) => ({
    tmdbId: t.exposeString('id', { nullable: false, description: 'TMDB’s id of the credit.' }),
    creditType: t.string({
      description: 'Kind of credit: `cast`, `crew` or `creator`.',
      ...fromPart(credit, 'details', (json) => knownText(json.credit_type)),
    }),
    department: t.string({
      description: 'Department, such as `Acting`, `Directing` or `Writing`.',
      ...fromPart(credit, 'details', (json) => knownText(json.department)),
    }),
    job: t.string({
      description: 'Job, such as `Actor`, `Director` or `Screenplay`.',
      ...fromPart(credit, 'details', (json) => knownText(json.job)),
    }),
    character: t.string({
      description: 'Name of the character. Null for crew, and when TMDB does not know it.',
      ...fromPart(credit, 'details', (json) => knownText(json.media?.character)),
    }),
    person: t.field({
      type: Person,
      description: 'The person whose work it is.',
      ...fromPart(credit, 'details', (json) => nodeOf(json.person)),
    }),
    media: t.field({
      type: KnownFor,
      description: 'The movie or series.',
      ...fromPart(credit, 'details', ({ media, media_type: kind }) =>
        media ? knownForNode({ ...media, ...(kind !== undefined && { media_type: kind }) }) : null,
      ),
    }),
    episodes: t.field({
      type: [TvEpisode],
      nullable: nullableItems,
      description: 'Episodes of a series that TMDB lists for the credit, usually of a guest star. Null for movies.',
      ...fromPart(credit, 'details', (json) => inSeries(json)?.episodes.map((row) => episodeNode(row.show_id, row)) ?? null),
    }),
    seasons: t.field({
      type: [TvSeason],
      nullable: nullableItems,
      description: 'Seasons of a series that TMDB lists for the credit. Null for movies.',
      ...fromPart(credit, 'details', (json) => inSeries(json)?.seasons.map((row) => seasonNode(row.show_id, row)) ?? null),
    }),
  }),
});

byId('credit', credit, Credit, 'credit');
