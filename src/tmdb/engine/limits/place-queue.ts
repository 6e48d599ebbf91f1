import type { Queue, QueueAddOptions } from 'p-queue';

/** The place of a run in every queue that it goes through. */
export interface Place {
  /** Higher goes first. Default: 0. It is read when a slot is free, and may change until then. */
  priority?: number;
  /** Runs of one lane share connections; one without a lane may use any. */
  readonly lane?: string;
  /** Leaves the queue without running; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** A place as p-queue hands it on: p-queue copies what it is given. */
export interface Placed extends QueueAddOptions {
  readonly place?: Place;
}

type Run = () => Promise<unknown>;

interface Waiting {
  readonly run: Run;
  readonly place: Place;
  readonly id: string | undefined;
}

/**
 * The runs that wait, in the order of their arrival: the next one is searched for when there is a slot for it. In order of their
 * priorities each change of one would be a search, and a caller that leaves changes those of all that it waits for.
 * @see https://github.com/sindresorhus/p-queue#custom-queueclass
 */
export class PlaceQueue implements Queue<Run, Placed> {
  readonly #waiting: Waiting[] = [];

  /** Those that may go now. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Whether one that waits may go now. */
  protected mayGo(_place: Place): boolean {
    return true;
  }

  /** Called when one has come, or gone. */
  protected count(_place: Place, _by: 1 | -1): void {}

  enqueue(run: Run, { place = {}, id }: Partial<Placed> = {}): void {
    this.#waiting.push({ run, place, id });
    this.count(place, 1);
  }

  dequeue(): Run | undefined {
    let next = -1;
    let highest = -Infinity;
    for (const [index, { place }] of this.#waiting.entries()) {
      const { priority = 0 } = place;
      if (priority <= highest || !this.mayGo(place)) continue;
      next = index;
      highest = priority;
    }
    return this.#take(next)?.run;
  }

  remove(id: string): void {
    this.#take(this.#indexOf(id));
  }

  setPriority(id: string, priority: number): void {
    const found = this.#waiting[this.#indexOf(id)];
    if (found) found.place.priority = priority;
  }

  filter({ priority = 0 }: Readonly<Partial<Placed>>): Run[] {
    return this.#waiting.flatMap(({ run, place }) => ((place.priority ?? 0) === priority ? [run] : []));
  }

  #indexOf(id: string): number {
    return this.#waiting.findIndex((one) => one.id === id);
  }

  #take(index: number): Waiting | undefined {
    const [taken] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (taken) this.count(taken.place, -1);
    return taken;
  }
}
