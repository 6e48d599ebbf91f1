/** Joins what each worker left unresolved: the fields that none of them resolved, sorted. */
export function join(unresolved: readonly ReadonlySet<string>[]): string[] {
  const [first = new Set<string>(), ...others] = unresolved;
  return [...others.reduce((common, set) => common.intersection(set), first)].toSorted();
}

/**
 * Compares the fields that no test resolved with the exceptions, both as `Type.field`.
 * @param exceptions Fields that no test can resolve to a value, each with the reason.
 * @returns What is wrong and what to do about it; undefined when nothing is.
 */
export function verdict(unresolved: readonly string[], exceptions: Readonly<Record<string, string>>): string | undefined {
  const missing = unresolved.filter((field) => !Object.hasOwn(exceptions, field));
  const needless = Object.keys(exceptions).filter((field) => !unresolved.includes(field));
  const paragraphs = [
    ...(missing.length > 0 ? [`No test resolves these fields of the graph to a value:\n${listed(missing)}\n${ADVICE}`] : []),
    ...(needless.length > 0 ? [`${NEEDLESS}\n${listed(needless)}`] : []),
  ];
  return paragraphs.length > 0 ? paragraphs.join('\n\n') : undefined;
}

const ADVICE = `Write a test that selects each of them and expects its value, in the folder of test/schema/ that mirrors the folder of its type in schema/.
A field that neither TMDB nor the sandbox ever fills belongs into test/field-coverage/exceptions.ts, with the reason.`;

const NEEDLESS =
  'These exceptions in test/field-coverage/exceptions.ts are resolved by a test, or name no field of the graph. Remove them:';

const listed = (fields: readonly string[]): string => fields.map((field) => `  ${field}`).join('\n');
