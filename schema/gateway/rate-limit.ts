import { builder, INTERNAL } from '../core/builder.ts';
import type { RateLimit as Row } from '../core/context.ts';

const RateLimit = builder.objectRef<Row>('RateLimit');

RateLimit.implement({
  description: 'State of the limit on requests to TMDB, which is the whole capacity of the gateway.',
  tag: INTERNAL,
  fields: (t) => ({
    limit: t.exposeInt('limit', { nullable: false, description: 'Maximum number of requests that may reach TMDB in any second.' }),
    available: t.exposeInt('available', { nullable: false, description: 'Number of requests that could be sent immediately.' }),
    queued: t.exposeInt('queued', { nullable: false, description: 'Number of requests that are waiting in the queue.' }),
    estimatedWait: t.float({
      nullable: false,
      description: 'Seconds that a new request would wait if every waiting request went first.',
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
      'State of the limit on requests to TMDB. Costs no TMDB request. With the header `TMDB-Explain: 1`, the cost of an operation is in its `extensions.tmdb`.',
    resolve: (_root, _args, context) => context.rateLimit(),
  }),
);
