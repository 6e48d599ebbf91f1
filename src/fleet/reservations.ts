import { createGrantedSlots, type SlotSource } from './granted-slots.ts';
import type { ScriptClient } from './script-client.ts';

/** The ms after which a slot of Redis that is due is dropped. */
export const LATENESS = 30;

/** Up to this round trip, in ms, one reservation at a time reaches the limit. */
const NEAR = 15;

/** The ms between two slots of TMDB's whole limit. */
const DISTANCE = 21;

/** How many reservations are under way at once. More than needed would take other processes' turns. */
export const depthOf = (roundTrip: number): number => (roundTrip < NEAR ? 1 : 2 + Math.ceil(roundTrip / DISTANCE));

export interface ReservationsOptions {
  /** Longest wait of a slot that is reserved, in ms. */
  readonly maxWait: number;
  readonly client: Pick<ScriptClient, 'interval' | 'post' | 'roundTrip' | 'send'>;
  /** Called when a slot is due, and when one was dropped. */
  readonly onChange: () => void;
  readonly newName: () => string;
}

export interface Reservations extends SlotSource {
  /** The ms until the next slot, while that is longer than `maxWait`; 0 otherwise. */
  readonly delay: number;
  /** @returns Their names, with those of slots that Redis may have granted. */
  clear(): string[];
}

/** Reserves slots at Redis: only for runs that could begin, and a few at a time. */
export function createReservations({ maxWait, client, onChange, newName }: ReservationsOptions): Reservations {
  const granted = createGrantedSlots(LATENESS, onChange);
  let waiting = 0;
  let ready = 0;
  /** The names of those that Redis has not answered yet. Other answers are void. */
  const asked = new Set<string>();
  let nextSlot = 0;
  let retry: NodeJS.Timeout | undefined;

  function giveBackSurplus(): void {
    const surplus = granted.keep(waiting);
    if (surplus.length > 0) client.post(['return', ...surplus.map(({ name }) => name)]);
  }

  function update(): void {
    giveBackSurplus();
    if (retry) return;
    const most = Math.min(depthOf(client.roundTrip), waiting, ready);
    while (asked.size + granted.count < most) void ask();
  }

  function askAgain(): void {
    retry = undefined;
    update();
  }

  async function ask(): Promise<void> {
    const name = newName();
    asked.add(name);
    const answer = await client.send(['reserve', name, maxWait]).catch(() => undefined);
    if (!asked.delete(name) || !answer) return; // Void, or Redis is away.
    nextSlot = 0;
    if (answer.wait <= maxWait) {
      // From the answer, not from the question: the slot is later by half of a round trip, never earlier.
      granted.add({ name, due: performance.now() + answer.wait });
      update();
    } else {
      nextSlot = performance.now() + answer.wait;
      clearTimeout(retry); // Several may have been asked.
      // In place of a sign of life, so that a fleet which waits sends no more commands than an idle one.
      retry = setTimeout(askAgain, Math.max(client.interval, answer.wait - maxWait));
    }
  }

  return {
    want(nowWaiting, nowReady) {
      waiting = nowWaiting;
      ready = nowReady;
      update();
    },
    get delay() {
      const left = nextSlot - performance.now();
      return left > maxWait ? left : 0;
    },
    get isDue() {
      return granted.isDue;
    },
    take: granted.take,
    clear() {
      waiting = 0;
      ready = 0;
      nextSlot = 0;
      clearTimeout(retry);
      retry = undefined;
      const names = [...asked, ...granted.keep(0).map(({ name }) => name)];
      asked.clear();
      return names;
    },
  };
}
