/** The selection below one field: its own arguments and the fields in it. */
type Tree = Map<string, Tree>;

/** Options of an operation: the arguments of each field by its path without brackets, and the languages. */
interface Asking {
  readonly languages: readonly string[];
  readonly arguments: Readonly<Record<string, string>>;
  readonly isMutation?: boolean | undefined;
}

/**
 * An operation that selects fields by their paths, as tables name them: `movie.watchProviders[country={}].link`, `search.nodes[].<Movie>.title`.
 * @returns The text of the operation; equal fields are selected once.
 */
export function operation(paths: readonly string[], asking: Asking): string {
  const root: Tree = new Map();
  for (const path of paths) {
    let tree = root;
    for (const step of path.split('.')) {
      const [field = '', by] = step.replace(/^<(\w+)>$/, '... on $1').split(/[[=\]]/);
      if (field.startsWith('...')) tree.set('__typename', new Map()); // The type of the row.
      const below: Tree = tree.get(field) ?? new Map();
      tree.set(field, below);
      if (by) below.set(by, new Map()); // Rows are looked up by this key.
      tree = below;
    }
  }
  const locale = asking.languages.length > 0 ? ` @inContext(languages: ${JSON.stringify(asking.languages)})` : '';
  return `${asking.isMutation ? 'mutation' : 'query'} Recorded${locale} ${selection(root, '', asking.arguments)}`;
}

function selection(tree: Tree, at: string, args: Asking['arguments']): string {
  const fields = [...tree].map(([field, below]) => {
    const path = at + field;
    const withArguments = args[path] ? `${field}(${args[path]})` : field;
    return below.size === 0 ? withArguments : `${withArguments} ${selection(below, `${path}.`, args)}`;
  });
  return `{ ${fields.join(' ')} }`;
}
