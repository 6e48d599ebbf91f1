/** Where the sandbox and the recordings are known to differ. */
export interface Exception {
  /** The families it is for. */
  family: RegExp;
  /** The breaches that are none. */
  breach: RegExp;
  reason: string;
}

/** Remembers which exceptions were needed, so that none outlives its reason. */
export function createExceptions(table: readonly Exception[]) {
  const used = new Set<Exception>();
  return {
    allows(family: string, told: string): boolean {
      const exception = table.find((allowed) => allowed.family.test(family) && allowed.breach.test(told));
      if (exception) used.add(exception);
      return exception !== undefined;
    },
    /** The reasons of those that were not. */
    unused: (): string[] => table.filter((exception) => !used.has(exception)).map(({ reason }) => reason),
  };
}
