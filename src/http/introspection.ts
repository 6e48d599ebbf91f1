import { GraphQLError, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** What tells of the schema: the SDL for routers does too. */
const SCHEMA_FIELDS: ReadonlySet<string> = new Set(['__schema', '__type', '_service']);

const withoutIntrospection: ValidationRule = (context) => ({
  Field(node) {
    if (SCHEMA_FIELDS.has(node.name.value)) context.reportError(new GraphQLError('Introspection is turned off here.', { nodes: node }));
  },
});

/** Refuses to tell of the schema. */
export const useDisabledIntrospection: Plugin = {
  onValidate: ({ addValidationRule }) => addValidationRule(withoutIntrospection),
};

/** What graphql-js guesses was meant: it names fields and types that a client may not read of. */
export const withoutSuggestions = (message: string): string => message.replace(/ Did you mean .*\?$/s, '');
