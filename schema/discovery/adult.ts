import { builder } from '../core/builder.ts';

/** The argument of lists that leave adult titles out by default. */
export const adultArg = builder.args((t) => ({
  includeAdult: t.boolean({
    description: 'Whether to include adult results. Default: the gateway’s configuration, usually false.',
  }),
}));
