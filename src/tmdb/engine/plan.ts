import { partOf, type Query } from '../resource.ts';
import type { Credential } from '../session.ts';
import { Bin, createBins, createLeastRequests, isDetails, MAX_APPENDED, type Wanted } from './bins.ts';

/** One HTTP request, and the wishes that it brings. */
export interface PlannedRequest<W extends Wanted = Wanted> {
  readonly path: string;
  /** Parts in `append_to_response`; empty when only the path itself is requested. */
  readonly append: readonly string[];
  /** The values that its parts share. */
  readonly query: Query;
  /** The caller's own, for personal parts. */
  readonly credential?: Credential;
  /** Whether TMDB responds with a bare list. */
  readonly isList?: boolean;
  /** Whether a success carries a status. */
  readonly hasStatus?: boolean;
  readonly brings: readonly W[];
}

/** Up to this number of wishes, requests are packed by search; beyond, each wish joins the first request that it fits. */
const SEARCHED_WISHES = 32;

/** Partial packings to try before the best one found is accepted: all of them for eight wishes. */
const MAX_STEPS = 2_000;

/** A request whose withdrawn wishes leave no more than this is dissolved, if others have room for the rest. */
const FEW_LEFT = MAX_APPENDED / 2;

/**
 * The requests that bring the waiting wishes of one resource (and one scope), kept while wishes come and go: at most 20
 * appended parts each, and no two parts of one request want different values of a parameter they both vary by.
 * @see https://developer.themoviedb.org/docs/append-to-response
 */
export interface Plan<W extends Wanted> {
  /** All waiting wishes, each with the request that brings it for now. */
  readonly wanted: ReadonlyMap<W, Bin<W>>;
  /** Those requests: the fewest for a few wishes, hardly more for many. */
  readonly requests: ReadonlySet<Bin<W>>;
  /** Adds a wish. Takes time by the requests that share its rarest value, not by all that wait. */
  add(one: W): void;
  /** Takes out a wish without a waiter. @returns Whether it was there. */
  remove(one: W): boolean;
  /**
   * Takes out the wishes of the next request: of a few wishes, the request that brings most; of many, the one that began
   * first. Takes bounded time, however many wishes wait. A wish whose request cannot be made stays.
   */
  next(): PlannedRequest<W> | undefined;
}

/** Plans all requests for these wishes of one resource, none twice. */
export function plan<W extends Wanted>(wanted: Iterable<W>): PlannedRequest<W>[] {
  const waiting = createPlan<W>();
  for (const one of wanted) waiting.add(one);
  const requests: PlannedRequest<W>[] = [];
  for (let request = waiting.next(); request; request = waiting.next()) requests.push(request);
  return requests;
}

/** Plans one request that brings the first wish, and of the others those that fit into it. */
export function planAround<W extends Wanted>(first: W, others: Iterable<W>): PlannedRequest<W> {
  const bin = new Bin([first]);
  for (const one of others) if (one !== first && bin.fits(one)) bin.put(one);
  return toRequest(bin);
}

export function createPlan<W extends Wanted>(): Plan<W> {
  const bins = createBins<W>();
  const binOf = new Map<W, Bin<W>>();

  function move(one: W, from: Bin<W>, to: Bin<W>): void {
    bins.change(from, () => from.take(one));
    bins.change(to, () => to.put(one));
    binOf.set(one, to);
  }

  function remove(one: W): boolean {
    const bin = binOf.get(one);
    if (!bin) return false;
    binOf.delete(one);
    bins.change(bin, () => bin.take(one));
    if (bin.wanted.size > FEW_LEFT) return true;
    for (const other of bin.wanted) {
      const roomy = bins.fitting(other, bin);
      if (roomy) move(other, bin, roomy);
    }
    return true;
  }

  function mostOf(packed: Iterable<Bin<W>>): Bin<W> | undefined {
    let most: Bin<W> | undefined;
    for (const bin of packed) if (!most || bin.wanted.size > most.wanted.size) most = bin;
    return most;
  }

  return {
    wanted: binOf,
    requests: bins.all,
    add(one) {
      if (binOf.has(one)) return;
      const bin = bins.fitting(one) ?? new Bin();
      binOf.set(one, bin);
      bins.change(bin, () => bin.put(one));
    },
    remove,
    next() {
      const [first] = bins.all;
      if (!first) return undefined;
      if (bins.all.size === 1 || binOf.size > SEARCHED_WISHES) {
        const request = toRequest(first);
        for (const one of request.brings) binOf.delete(one);
        bins.drop(first);
        return request;
      }
      const request = toRequest(mostOf(pack([...binOf.keys()], bins.all.size) ?? bins.all) ?? first);
      for (const one of request.brings) remove(one);
      return request;
    },
  };
}

/**
 * The fewest requests for a few wishes, by branch and bound: wishes that may conflict most are placed first.
 * @param known A number of requests that is known to do.
 * @returns Undefined when the search ended before it found that many or fewer.
 */
function pack<W extends Wanted>(wanted: readonly W[], known: number): Bin<W>[] | undefined {
  const order = wanted.toSorted((a, b) => partOf(b.wish).varies.length - partOf(a.wish).varies.length);
  const least = createLeastRequests();
  for (const one of wanted) least.add(one);
  const bins: Bin<W>[] = [];
  let best: (readonly W[])[] | undefined;
  let steps = 0;

  const place = (index: number): void => {
    if (bins.length >= (best?.length ?? known + 1) || best?.length === least.count() || steps > MAX_STEPS) return;
    const one = order[index];
    if (!one) {
      best = bins.map((bin) => [...bin.wanted]);
      return;
    }
    steps += 1;
    for (const bin of bins) {
      if (!bin.fits(one)) continue;
      const isFree = bin.bindsNothingNew(one);
      bin.put(one);
      place(index + 1);
      bin.take(one);
      // A wish that restricts nothing loses nothing here, while there is room for all that follow.
      if (isFree && bin.wanted.size + (order.length - index) <= MAX_APPENDED) return;
    }
    bins.push(new Bin([one]));
    place(index + 1);
    bins.pop();
  };

  place(0);
  return best?.map((brings) => new Bin(brings));
}

function toRequest<W extends Wanted>({ wanted, query }: Bin<W>): PlannedRequest<W> {
  const brings = [...wanted];
  const [first] = brings;
  if (!first) throw new TypeError('a request brings at least one wish');
  const { resource, ref, scope } = first.wish;
  const shared = { query: { ...query }, brings, ...(scope && { credential: scope.credential }) };
  const parts = brings.filter((one) => !isDetails(one)).map(({ wish }) => wish.part);
  const path = resource.path(ref);
  const [only] = parts;
  // A single sub-part with nothing else wanted is requested at its own path: fewer bytes.
  if (only !== undefined && brings.length === 1) {
    return { path: `${path}/${only}`, append: [], ...shared, ...(partOf(first.wish).hasStatus && { hasStatus: true }) };
  }
  return { path, append: parts, ...shared, ...(partOf(first.wish).isList && { isList: true }) };
}
