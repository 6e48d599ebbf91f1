import { GraphQLSchema, specifiedDirectives, type GraphQLScalarType } from 'graphql';
import { withAnswerLimit } from './whole/answer-limit.ts';
import { builder } from './core/builder.ts';
import { cacheControl } from './core/cache-control.ts';
import { withIndependentReferences } from './federation/entities.ts';
import { withCoercion } from './whole/coercion.ts';
import { withWriteLimit } from './core/write-limit.ts';
import './media/certification.ts';
import './media/change-lists.ts';
import './reference/configuration.ts';
import './people/credit.ts';
import './discovery/discover.ts';
import './discovery/find.ts';
import './account/list-mutations.ts';
import './account/favorite.ts';
import './movies/movie.ts';
import './movies/movie-lists.ts';
import './core/scalars.ts';
import './gateway/rate-limit.ts';
import './account/rate.ts';
import './discovery/search.ts';
import './account/sign-in.ts';
import './gateway/status.ts';
import './discovery/trending.ts';
import './tv/tv-lists.ts';
import './account/viewer.ts';
import { notePrices } from './beforehand/price-notes.ts';
import { inContextDirective } from './core/locale.ts';
import { servedDirectives } from './directives.ts';

const DESCRIPTION = `The Movie Database as one graph: each operation costs as few TMDB requests as possible.

This product uses the TMDB API but is not endorsed or certified by TMDB (https://www.themoviedb.org). Data about watch providers
comes from JustWatch (https://www.justwatch.com), which must be credited wherever it is shown.`;

/** Adds the directives of operations; one is built from the schema's own scalars. */
function withOperationDirectives(schema: GraphQLSchema): GraphQLSchema {
  notePrices(schema);
  const config = schema.toConfig();
  const scalar = (name: string): GraphQLScalarType => schema.getType(name) as GraphQLScalarType;
  const inContext = inContextDirective({ LanguageTag: scalar('LanguageTag'), CountryCode: scalar('CountryCode') });
  return new GraphQLSchema({ ...config, description: DESCRIPTION, directives: [...servedDirectives(config.directives), inContext] });
}

/** The directives of Federation that the schema uses. To find them itself the library would build the schema once more. */
const FEDERATION_DIRECTIVES = ['@cost', '@key', '@listSize', '@shareable', '@tag'] as const;

/** With the entry points of an Apollo Federation subgraph. */
const subgraph = withOperationDirectives(
  builder.toSubGraphSchema({
    // The first with `@cost` and `@listSize`.
    linkUrl: 'https://specs.apollo.dev/federation/v2.9',
    federationDirectives: [...FEDERATION_DIRECTIVES],
    directives: [...specifiedDirectives, cacheControl],
  }),
);

/** The schema that is served, which `schema.graphql` prints. */
export const schema: GraphQLSchema = withWriteLimit(withAnswerLimit(withCoercion(withIndependentReferences(subgraph))));
