export interface GrantedSlot {
  readonly name: string;
  /** When it may be used, by `performance.now()`. */
  readonly due: number;
}

/** Slots that were granted for a time to come. One that is not taken soon after it is due is dropped. */
export interface GrantedSlots {
  readonly count: number;
  add(slot: GrantedSlot): void;
  readonly isDue: boolean;
  /** Takes the first one that is due. */
  take(): GrantedSlot | undefined;
  /** Removes the last ones until this number is left. */
  keep(count: number): GrantedSlot[];
}

/**
 * @param lateness The ms after which a slot that is due is dropped: requests that are sent later would meet those of later slots.
 * @param onChange Called when a slot is due, and when one was dropped.
 */
export function createGrantedSlots(lateness: number, onChange: () => void): GrantedSlots {
  let waiting: (GrantedSlot & { readonly timer: NodeJS.Timeout })[] = [];
  let due: GrantedSlot[] = [];
  let dropping: NodeJS.Timeout | undefined;

  function drop(): void {
    const since = performance.now() - lateness;
    due = due.filter((slot) => slot.due >= since);
  }

  function come(slot: GrantedSlot): void {
    waiting = waiting.filter((other) => other.name !== slot.name);
    due.push(slot);
    onChange();
    if (due.length === 0) return;
    clearTimeout(dropping);
    dropping = setTimeout(onChange, lateness + 1);
  }

  return {
    get count() {
      return waiting.length + due.length;
    },
    add(slot) {
      const wait = slot.due - performance.now();
      if (wait <= 0) come(slot);
      else waiting.push({ ...slot, timer: setTimeout(come, wait, slot) });
    },
    get isDue() {
      drop();
      return due.length > 0;
    },
    take: () => due.shift(),
    keep(count) {
      const removed: GrantedSlot[] = [];
      while (waiting.length + due.length > count) {
        const last = waiting.pop();
        if (last) clearTimeout(last.timer);
        const slot = last ?? due.pop();
        if (slot) removed.push(slot);
      }
      if (due.length === 0) clearTimeout(dropping);
      return removed;
    },
  };
}

/** Where slots come from: Redis, or this process's own part of the limit. */
export interface SlotSource {
  /** How many runs wait, and how many of them could begin now. */
  want(waiting: number, ready: number): void;
  readonly isDue: boolean;
  take(): GrantedSlot | undefined;
  /** Makes all slots void. */
  clear(): void;
}
