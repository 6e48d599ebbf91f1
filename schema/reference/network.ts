import { knownText } from '../../src/tmdb/known.ts';
import { network, type NetworkSummary } from '../../src/tmdb/api/reference/network.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { entity } from '../federation/entity.ts';
import { byId } from '../core/by-id.ts';
import { AlternativeName } from './company.ts';
import { imageAt, Logo } from '../media/image.ts';
import { atMost } from '../media/image-lists.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromPart, fromSummary } from '../core/fields.ts';
import type { Node } from '../core/node.ts';

export const Network = builder.objectRef<Node<NetworkSummary>>('Network');

Network.implement({
  description: 'A television network or streaming service that broadcasts series.',
  ...nodeOptions(network),
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s id of the network.', resolve: ({ id }) => Number(id) }),
    name: t.string({ description: 'Name of the network.', ...fromSummary(network, (json) => knownText(json.name)) }),
    logo: t.field({
      type: Logo,
      description: 'Logo of the network. Null when TMDB has none.',
      ...fromSummary(network, (json) => imageAt(json.logo_path)),
    }),
    originCountry: t.field({
      type: 'CountryCode',
      description: 'Country of origin, as an ISO 3166-1 code. Null when TMDB does not know it.',
      ...fromSummary(network, (json) => knownText(json.origin_country)),
    }),
    headquarters: t.string({
      description: 'Location of the headquarters. Null when TMDB does not know it.',
      ...fromPart(network, 'details', (json) => knownText(json.headquarters)),
    }),
    homepage: t.string({
      description: 'Address of the network’s own site. Null when TMDB does not know it.',
      ...fromPart(network, 'details', (json) => knownText(json.homepage)),
    }),
    alternativeNames: t.field({
      type: [AlternativeName],
      nullable: nullableItems,
      description: 'Other names of the network.',
      ...fromPart(network, 'alternative_names', (json) => json.results ?? null),
    }),
    logos: t.field({
      type: [Logo],
      nullable: nullableItems,
      description: 'All logos of the network.',
      args: { first: t.arg.int({ description: 'Maximum number of rows. Default: all.' }) },
      ...fromPart(network, 'images', (json, { first }: { first?: number | null | undefined }) => atMost(json.logos, first)),
    }),
  }),
});

byId('network', network, Network, 'network');
entity(Network, network);
