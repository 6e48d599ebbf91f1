/** A known difference between the sandbox and the recordings. */
export interface Exception {
  /** The families of paths that it covers. */
  family: RegExp;
  /** The breaches that it allows. */
  breach: RegExp;
  reason: string;
}

/** Remembers which exceptions were needed, so that none outlives its reason. */
export function createExceptions(table: readonly Exception[]) {
  const used = new Set<Exception>();
  return {
    allows(family: string, breach: string): boolean {
      const exception = table.find((allowed) => allowed.family.test(family) && allowed.breach.test(breach));
      if (exception) used.add(exception);
      return exception !== undefined;
    },
    /** The reasons of exceptions that were not needed. */
    unused: (): string[] => table.filter((exception) => !used.has(exception)).map(({ reason }) => reason),
  };
}
