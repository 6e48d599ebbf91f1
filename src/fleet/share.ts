/** A process's share of what the fleet may have at once. */
export interface Share {
  /** At least one. */
  of(total: number): number;
  /** @param delay The ms after which a share grows. */
  set(members: number, delay: number): void;
  stop(): void;
}

/** A share shrinks at once, and grows after the other processes have shrunk theirs: also the first one, from nearly nothing. */
export function createShare(onChange: () => void): Share {
  let members = Infinity;
  let latest = Infinity;
  let growing: NodeJS.Timeout | undefined;

  function apply(): void {
    clearTimeout(growing);
    growing = undefined;
    if (members === latest) return;
    members = latest;
    onChange();
  }

  return {
    of: (total) => Math.max(1, Math.floor(total / members)),
    set(size, delay) {
      latest = size;
      if (size > members) apply();
      else if (size < members) growing ??= setTimeout(apply, delay);
    },
    stop: () => clearTimeout(growing),
  };
}
