import { GraphQLError, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Fields that disclose the schema, including the SDL for routers. */
const SCHEMA_FIELDS: ReadonlySet<string> = new Set(['__schema', '__type', '_service']);

const withoutIntrospection: ValidationRule = (context) => ({
  Field(node) {
    if (SCHEMA_FIELDS.has(node.name.value)) context.reportError(new GraphQLError('Introspection is disabled.', { nodes: node }));
  },
});

/** Refuses documents that read the schema. */
export const useDisabledIntrospection: Plugin = {
  onValidate: ({ addValidationRule }) => addValidationRule(withoutIntrospection),
};

/** Strips the suggestions of graphql-js, which name fields and types of the schema. */
export const withoutSuggestions = (message: string): string => message.replace(/ Did you mean .*\?$/s, '');
