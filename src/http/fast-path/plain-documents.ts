import { getOperationAST, OperationTypeNode, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { DocumentOf } from '../trusted-documents.ts';

/** A query that is answered in one piece. */
export interface PlainQuery {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
}

export interface PlainDocumentsOptions {
  /** @throws for a document that is refused. */
  readonly documentOf: DocumentOf;
  /** Documents that were parsed lately, which Yoga shares. */
  readonly parsed: { get(text: string): DocumentNode | undefined; set(text: string, document: DocumentNode): unknown };
  /** @throws for a text that is not a document, or too large. */
  readonly parse: (text: string) => DocumentNode;
  readonly validate: (document: DocumentNode) => readonly unknown[];
}

/** Finds what a request runs; undefined when anything about it is wrong. */
export interface PlainDocuments {
  /** The text of its document. */
  textOf(params: GraphQLParams): string | undefined;
  /** Its operation; undefined unless it is a query in one piece. */
  queryOf(text: string, operationName: string | undefined): PlainQuery | undefined;
}

export function createPlainDocuments({ documentOf, parsed, parse, validate }: PlainDocumentsOptions): PlainDocuments {
  /** Parsed documents are cached, so the next request finds its own here. */
  const checked = new WeakMap<DocumentNode, boolean>();

  function isPlain(document: DocumentNode): boolean {
    const known = checked.get(document);
    if (known !== undefined) return known;
    const plain = validate(document).length === 0 && !defers(document);
    checked.set(document, plain);
    return plain;
  }

  return {
    textOf(params) {
      try {
        return documentOf(params);
      } catch {
        return undefined;
      }
    },
    queryOf(text, operationName) {
      try {
        let document = parsed.get(text);
        if (!document) parsed.set(text, (document = parse(text)));
        const definition = getOperationAST(document, operationName);
        if (definition?.operation !== OperationTypeNode.QUERY || !isPlain(document)) return undefined;
        return { document, definition };
      } catch {
        return undefined;
      }
    },
  };
}

function defers(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Directive: ({ name: { value } }) => void (found ||= value === 'defer' || value === 'stream') });
  return found;
}
