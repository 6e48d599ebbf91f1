import { GraphQLSchema, specifiedDirectives } from 'graphql';
import type { GraphQLScalarType } from 'graphql';
import { bounded } from './answer-size.ts';
import { builder } from './builder.ts';
import { cacheControl } from './cache-control.ts';
import { resolveReferencesApart } from './entities.ts';
import { lenient } from './lenient.ts';
import './certification.ts';
import './change-lists.ts';
import './configuration.ts';
import './credit.ts';
import './discover.ts';
import './find.ts';
import './list-changes.ts';
import './mark.ts';
import './movie.ts';
import './movie-lists.ts';
import './scalars.ts';
import './rate-limit.ts';
import './rate.ts';
import './search.ts';
import './sign-in.ts';
import './status.ts';
import './trending.ts';
import './tv-lists.ts';
import './viewer.ts';
import { inContextDirective } from './locale.ts';

const DESCRIPTION = `The Movie Database as one graph: the most answers from the fewest TMDB requests.

This product uses the TMDB API but is not endorsed or certified by TMDB (https://www.themoviedb.org). Data about where to watch comes
from JustWatch (https://www.justwatch.com), which must be credited wherever it is shown.`;

/** The schema with the directive that operations may carry, made of the schema's own scalars. */
function withOperationDirectives(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const scalar = (name: string): GraphQLScalarType => schema.getType(name) as GraphQLScalarType;
  const directive = inContextDirective({ LanguageTag: scalar('LanguageTag'), CountryCode: scalar('CountryCode') });
  return new GraphQLSchema({ ...config, description: DESCRIPTION, directives: [...config.directives, directive] });
}

/** What clients see, printed to `schema.graphql`: no gateway needs it. */
export const clientSchema = (): GraphQLSchema => withOperationDirectives(builder.toSchema());

/** Those of Federation that the schema uses; to find them out, the library would build the schema once more. */
const FEDERATION_DIRECTIVES = ['@key', '@shareable', '@tag'] as const;

/** What is served: the same, with the entry points of an Apollo Federation subgraph. */
export const schema: GraphQLSchema = bounded(
  lenient(
    resolveReferencesApart(
      withOperationDirectives(
        builder.toSubGraphSchema({ directives: [...specifiedDirectives, cacheControl], federationDirectives: [...FEDERATION_DIRECTIVES] }),
      ),
    ),
  ),
);
