import { partOf, type Parameter, type Wish } from '../resource.ts';

/** TMDB's limit of appended parts (status 27). Details come with them and do not count. */
export const MAX_APPENDED = 20;

/** A wish that waits for a request. */
export interface Wanted {
  readonly wish: Wish;
  /** It was missing in the response when it was appended, so it must be requested at its own path. */
  readonly alone?: boolean;
}

export const isDetails = ({ wish }: Wanted): boolean => wish.part === 'details';

/** Where nothing can be appended, and after its part was missing, a wish has a request of its own. */
const isAlone = ({ alone, wish }: Wanted): boolean => alone === true || !wish.resource.appends;

const valueOf = ({ wish }: Wanted, parameter: Parameter): string | null => wish.query[parameter] ?? null;

/** A request in the making: at most 20 appended parts, none twice, and one value of each parameter. */
export class Bin<W extends Wanted> {
  readonly wanted = new Set<W>();
  readonly query: { [parameter in Parameter]?: string | null } = {};
  readonly #parts = new Set<string>();
  #appended = 0;

  constructor(wishes: Iterable<W> = []) {
    for (const one of wishes) this.put(one);
  }

  fits(one: W): boolean {
    const [first] = this.wanted;
    if (isAlone(one) || (first && isAlone(first)) || this.#parts.has(one.wish.part)) return false;
    if (this.#appended === MAX_APPENDED && !isDetails(one)) return false;
    return partOf(one.wish).varies.every((parameter) => !(parameter in this.query) || this.query[parameter] === valueOf(one, parameter));
  }

  /** Whether the wish restricts what else may join no more than the wishes that are there. */
  bindsNothingNew({ wish }: W): boolean {
    return partOf(wish).varies.every((parameter) => parameter in this.query);
  }

  put(one: W): void {
    for (const parameter of partOf(one.wish).varies) this.query[parameter] = valueOf(one, parameter);
    this.wanted.add(one);
    this.#parts.add(one.wish.part);
    if (!isDetails(one)) this.#appended += 1;
  }

  take(one: W): void {
    if (!this.wanted.delete(one)) return;
    this.#parts.delete(one.wish.part);
    if (!isDetails(one)) this.#appended -= 1;
    for (const parameter of partOf(one.wish).varies) {
      if (![...this.wanted].some(({ wish }) => partOf(wish).varies.includes(parameter))) delete this.query[parameter];
    }
  }
}

/** The requests in the making for one resource. */
export interface Bins<W extends Wanted> {
  /** In the order in which they began. */
  readonly all: ReadonlySet<Bin<W>>;
  /** Changes a bin; one that is empty afterwards is dropped. */
  change(bin: Bin<W>, change: () => void): void;
  drop(bin: Bin<W>): void;
  /** A bin that a wish can join, other than the one it is in. */
  fitting(one: W, except?: Bin<W>): Bin<W> | undefined;
}

/** Up to this number of bins, one that fits is found by looking at each; beyond, by the values that they are bound to. */
const FEW_BINS = 8;

export function createBins<W extends Wanted>(): Bins<W> {
  const all = new Set<Bin<W>>();
  let byValues: BinsByValues<W> | undefined;
  return {
    all,
    change(bin, change) {
      byValues?.remove(bin);
      change();
      if (bin.wanted.size === 0) all.delete(bin);
      else {
        all.add(bin);
        byValues?.add(bin);
      }
    },
    drop(bin) {
      all.delete(bin);
      byValues?.remove(bin);
    },
    fitting(one, except) {
      if (all.size > FEW_BINS) byValues ??= indexByValues(all);
      for (const bin of byValues?.candidates(one) ?? all) if (bin !== except && bin.fits(one)) return bin;
      return undefined;
    },
  };
}

/** Bins by the values that they are bound to. */
interface BinsByValues<W extends Wanted> {
  add(bin: Bin<W>): void;
  /** To be called before the values of the bin change. */
  remove(bin: Bin<W>): void;
  /** The bins with the values that a wish needs, or a few more. */
  candidates(one: W): Iterable<Bin<W>>;
}

function indexByValues<W extends Wanted>(bins: Iterable<Bin<W>>): BinsByValues<W> {
  const all = new Set<Bin<W>>();
  const bound = new Map<Parameter, Map<string | null, Set<Bin<W>>>>();
  const unbound = new Map<Parameter, Set<Bin<W>>>();

  const boundTo = (parameter: Parameter, value: string | null): ReadonlySet<Bin<W>> => bound.get(parameter)?.get(value) ?? new Set();

  /** A parameter that no wish varied by so far is bound by no bin. */
  function notBoundBy(parameter: Parameter): Set<Bin<W>> {
    const known = unbound.get(parameter) ?? new Set(all);
    unbound.set(parameter, known);
    return known;
  }

  // Object.entries loses the type of the keys.
  const valuesOf = ({ query }: Bin<W>) => Object.entries(query) as [Parameter, string | null][];

  const index: BinsByValues<W> = {
    add(bin) {
      all.add(bin);
      for (const [parameter, others] of unbound) if (!(parameter in bin.query)) others.add(bin);
      for (const [parameter, value] of valuesOf(bin)) {
        notBoundBy(parameter).delete(bin);
        const byValue = bound.get(parameter) ?? new Map<string | null, Set<Bin<W>>>();
        bound.set(parameter, byValue);
        byValue.set(value, (byValue.get(value) ?? new Set()).add(bin));
      }
    },
    remove(bin) {
      all.delete(bin);
      for (const others of unbound.values()) others.delete(bin);
      for (const [parameter, value] of valuesOf(bin)) {
        const byValue = bound.get(parameter);
        const others = byValue?.get(value);
        others?.delete(bin);
        if (others?.size === 0) byValue?.delete(value);
      }
    },
    *candidates(one) {
      const { varies } = partOf(one.wish);
      const candidates = varies.map((parameter) => [boundTo(parameter, valueOf(one, parameter)), notBoundBy(parameter)]);
      // The parameter that leaves the fewest bins to look at; for a wish that varies by nothing, nearly every bin will do.
      for (const some of candidates.toSorted((a, b) => countOf(a) - countOf(b))[0] ?? [all]) yield* some;
    },
  };
  for (const bin of bins) index.add(bin);
  return index;
}

const countOf = (sets: readonly ReadonlySet<unknown>[]): number => sets.reduce((sum, { size }) => sum + size, 0);

/** The least number of requests that bring some wishes of one resource. */
export interface LeastRequests {
  count(): number;
  /** The count if this wish is added. */
  countWith(one: Wanted): number;
  add(one: Wanted): void;
}

/** Counts, however many wishes there are, in constant time: a request carries each part once, one value of each parameter, and at most 20 appended parts. */
export function createLeastRequests(): LeastRequests {
  const timesOfPart = new Map<string, number>();
  const values = new Map<Parameter, Set<string | null>>();
  const total = { alone: 0, appended: 0, conflicts: 0 };

  const countOfTotal = ({ alone, appended, conflicts }: typeof total): number =>
    alone + Math.max(conflicts, Math.ceil(appended / MAX_APPENDED));

  /** Most wishes for one part, or most values of one parameter: each needs a request of its own. */
  function conflictsWith(one: Wanted): number {
    let most = Math.max(total.conflicts, (timesOfPart.get(one.wish.part) ?? 0) + 1);
    for (const parameter of partOf(one.wish).varies) {
      const others = values.get(parameter);
      most = Math.max(most, (others?.size ?? 0) + (others?.has(valueOf(one, parameter)) ? 0 : 1));
    }
    return most;
  }

  const totalWith = (one: Wanted): typeof total =>
    isAlone(one)
      ? { ...total, alone: total.alone + 1 }
      : { ...total, appended: total.appended + (isDetails(one) ? 0 : 1), conflicts: conflictsWith(one) };

  return {
    count: () => countOfTotal(total),
    countWith: (one) => countOfTotal(totalWith(one)),
    add(one) {
      Object.assign(total, totalWith(one));
      if (isAlone(one)) return;
      timesOfPart.set(one.wish.part, (timesOfPart.get(one.wish.part) ?? 0) + 1);
      for (const parameter of partOf(one.wish).varies) {
        values.set(parameter, (values.get(parameter) ?? new Set()).add(valueOf(one, parameter)));
      }
    },
  };
}
