import { builder, INTERNAL } from '../core/builder.ts';
import type { RateLimit as Row } from '../core/context.ts';

const RateLimit = builder.objectRef<Row>('RateLimit');

RateLimit.implement({
  description: 'How much of what TMDB allows is left: its requests are the gateway’s whole capacity.',
  tag: INTERNAL,
  fields: (t) => ({
    limit: t.exposeInt('limit', { nullable: false, description: 'Most requests that may reach TMDB in any second.' }),
    available: t.exposeInt('available', { nullable: false, description: 'Requests that could be sent at once.' }),
    queued: t.exposeInt('queued', { nullable: false, description: 'Requests that wait for their turn.' }),
    estimatedWait: t.float({
      nullable: false,
      description: 'Seconds that a new request would wait, if all that wait went before it.',
      resolve: ({ limit, queued }) => queued / limit,
    }),
  }),
});

builder.queryField('rateLimit', (t) =>
  t.field({
    type: RateLimit,
    nullable: false,
    tag: INTERNAL,
    description:
      'How much of TMDB’s limit is left now. Costs no TMDB request. What one operation cost is in `extensions.tmdb`, with the header `TMDB-Explain: 1`.',
    resolve: (_root, _args, context) => context.rateLimit(),
  }),
);
