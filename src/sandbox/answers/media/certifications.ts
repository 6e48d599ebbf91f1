import type { Handler } from '../../http/call.ts';
import { MARKETS, type Kind } from '../../generated/markets.ts';

const countries = new Intl.DisplayNames(['en'], { type: 'region' });

/** The certifications of each market, the mildest first. */
const byCountry = (kind: Kind) => ({
  certifications: Object.fromEntries(
    Object.entries(MARKETS).map(
      ([
        country,
        {
          [kind]: { order },
        },
      ]) => [
        country,
        order.map((certification, index) => ({
          certification,
          meaning: `${certification}, as ${countries.of(country) ?? country} has it.`,
          order: index + 1,
        })),
      ],
    ),
  ),
});

export const CERTIFICATIONS: Readonly<Record<string, Handler>> = {
  'movie/list': () => byCountry('movie'),
  'tv/list': () => byCountry('tv'),
};
