import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLInt, GraphQLNonNull, GraphQLString } from 'graphql';

const LABEL = { type: GraphQLString, description: 'A name that the later results carry. It is unique in the document.' };

const always = (description: string): { type: GraphQLNonNull<typeof GraphQLBoolean>; description: string; defaultValue: true } => ({
  type: new GraphQLNonNull(GraphQLBoolean),
  description,
  defaultValue: true,
});

/** The directives of incremental results, which Yoga would add only when it serves the schema. */
const INCREMENTAL = [
  new GraphQLDirective({
    name: 'defer',
    description: 'Sends this fragment later, when it takes longer than the rest of the answer.',
    locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
    args: { if: always('Whether it may be deferred.'), label: LABEL },
  }),
  new GraphQLDirective({
    name: 'stream',
    description: 'Sends the items of this list one by one.',
    locations: [DirectiveLocation.FIELD],
    args: {
      if: always('Whether it may be streamed.'),
      label: LABEL,
      initialCount: { type: GraphQLInt, description: 'Number of items in the first result; 0 or more.', defaultValue: 0 },
    },
  }),
];

/** Locations that graphql-js has and no published specification: older clients fail on them when they read the schema. */
const UNPUBLISHED: ReadonlySet<string> = new Set(['DIRECTIVE_DEFINITION']);

function withPublishedLocations(directive: GraphQLDirective): GraphQLDirective {
  const config = directive.toConfig();
  return new GraphQLDirective({ ...config, locations: config.locations.filter((location) => !UNPUBLISHED.has(location)) });
}

/** Returns the directives that are served: those given, where specifications allow them, and those of incremental results. */
export const servedDirectives = (directives: readonly GraphQLDirective[]): readonly GraphQLDirective[] => [
  ...directives.map(withPublishedLocations),
  ...INCREMENTAL,
];
