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
export interface Bin<W extends Wanted> {
  readonly wanted: ReadonlySet<W>;
  readonly query: { readonly [parameter in Parameter]?: string | null };
  fits(one: W): boolean;
  /** Whether the wish restricts what else may join no more than the wishes that are there. */
  bindsNothingNew(one: W): boolean;
  put(one: W): void;
  take(one: W): void;
}

export function createBin<W extends Wanted>(wishes: Iterable<W> = []): Bin<W> {
  const wanted = new Set<W>();
  const parts = new Set<string>();
  const query: { [parameter in Parameter]?: string | null } = {};
  /** How many wishes bind each parameter. */
  const bound = new Map<Parameter, number>();
  let appended = 0;

  const bin: Bin<W> = {
    wanted,
    query,
    fits(one) {
      const [first] = wanted;
      if (isAlone(one) || (first && isAlone(first)) || parts.has(one.wish.part)) return false;
      if (appended === MAX_APPENDED && !isDetails(one)) return false;
      return partOf(one.wish).varies.every((parameter) => !(parameter in query) || query[parameter] === valueOf(one, parameter));
    },
    bindsNothingNew: ({ wish }) => partOf(wish).varies.every((parameter) => parameter in query),
    put(one) {
      for (const parameter of partOf(one.wish).varies) {
        query[parameter] = valueOf(one, parameter);
        bound.set(parameter, (bound.get(parameter) ?? 0) + 1);
      }
      wanted.add(one);
      parts.add(one.wish.part);
      if (!isDetails(one)) appended += 1;
    },
    take(one) {
      if (!wanted.delete(one)) return;
      parts.delete(one.wish.part);
      if (!isDetails(one)) appended -= 1;
      for (const parameter of partOf(one.wish).varies) {
        const left = (bound.get(parameter) ?? 0) - 1;
        bound.set(parameter, left);
        if (left === 0) delete query[parameter];
      }
    },
  };
  for (const one of wishes) bin.put(one);
  return bin;
}

/** The requests in the making for one resource, found by the values that they are bound to. */
export interface Bins<W extends Wanted> {
  /** In the order in which they began. */
  readonly all: ReadonlySet<Bin<W>>;
  /** Changes a bin; one that is empty afterwards is dropped. */
  change(bin: Bin<W>, change: () => void): void;
  drop(bin: Bin<W>): void;
  /** The first bin that a wish can join, other than the one it is in. */
  fitting(one: W, except?: Bin<W>): Bin<W> | undefined;
}

export function createBins<W extends Wanted>(): Bins<W> {
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

  function index(bin: Bin<W>): void {
    all.add(bin);
    for (const [parameter, others] of unbound) if (!(parameter in bin.query)) others.add(bin);
    for (const [parameter, value] of valuesOf(bin)) {
      notBoundBy(parameter).delete(bin);
      const byValue = bound.get(parameter) ?? new Map<string | null, Set<Bin<W>>>();
      bound.set(parameter, byValue);
      byValue.set(value, (byValue.get(value) ?? new Set()).add(bin));
    }
  }

  function unindex(bin: Bin<W>): void {
    for (const [parameter, value] of valuesOf(bin)) {
      const byValue = bound.get(parameter);
      const others = byValue?.get(value);
      others?.delete(bin);
      if (others?.size === 0) byValue?.delete(value);
    }
  }

  function forget(bin: Bin<W>): void {
    all.delete(bin);
    for (const others of unbound.values()) others.delete(bin);
  }

  return {
    all,
    change(bin, change) {
      unindex(bin);
      change();
      if (bin.wanted.size > 0) index(bin);
      else forget(bin);
    },
    drop(bin) {
      unindex(bin);
      forget(bin);
    },
    fitting(one, except) {
      const { varies } = partOf(one.wish);
      const candidates = varies.map((parameter) => [boundTo(parameter, valueOf(one, parameter)), notBoundBy(parameter)]);
      // The parameter that leaves the fewest bins to look at; for a wish that varies by nothing, nearly every bin will do.
      const fewest = candidates.toSorted((a, b) => countOf(a) - countOf(b))[0] ?? [all];
      for (const some of fewest) for (const bin of some) if (bin !== except && bin.fits(one)) return bin;
      return undefined;
    },
  };
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
