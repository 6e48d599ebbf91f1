import { builder } from '../core/builder.ts';

/** The argument of lists that leave pornography out unless it is asked for. */
export const adultArg = builder.args((t) => ({
  includeAdult: t.boolean({ description: 'Find pornography too. When not given: as the gateway is configured, usually not.' }),
}));
