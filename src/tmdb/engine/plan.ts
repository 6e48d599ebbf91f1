import { partOf, type Parameter, type Query, type Wish } from '../resource.ts';
import type { Credential } from '../session.ts';

/** TMDB's limit of appended parts (status 27). Details come with them and do not count. */
export const MAX_APPENDED = 20;

/** A wish that waits for a request. */
export interface Wanted {
  readonly wish: Wish;
  /** Its key was missing when it was appended, so it must be asked for at its own path. */
  readonly alone?: boolean;
}

/** One HTTP request, and the wishes that it brings. */
export interface PlannedRequest<W extends Wanted = Wanted> {
  readonly path: string;
  /** Parts in `append_to_response`; empty when the path itself is all that is asked for. */
  readonly append: readonly string[];
  /** What the parts share. */
  readonly query: Query;
  /** Of personal parts: the caller's own. */
  readonly credential?: Credential;
  /** Whether the answer is a bare list. */
  readonly isList?: boolean;
  /** Whether a success carries a status. */
  readonly hasStatus?: boolean;
  readonly brings: readonly W[];
}

interface Bin<W extends Wanted> {
  readonly wanted: W[];
  readonly query: { [parameter in Parameter]?: string | null };
  appended: number;
}

/**
 * The fewest requests that bring all wishes of one resource: at most 20 appended parts each, and no two parts of one
 * request want different values of a parameter they both vary by.
 * @param wanted Wishes of one resource (and one scope), none twice.
 * @returns The request that carries most comes first.
 * @see https://developer.themoviedb.org/docs/append-to-response
 */
export function plan<W extends Wanted>(wanted: readonly W[]): PlannedRequest<W>[] {
  const together: W[] = [];
  const bins: Bin<W>[] = [];
  for (const one of wanted) {
    if (one.alone || !one.wish.resource.appends) bins.push(openBin(one));
    else together.push(one);
  }
  return [...bins, ...pack(together)].map(toRequest).toSorted((a, b) => b.brings.length - a.brings.length);
}

/** How many partial packings are tried before the best one found is good enough: all of them for a dozen wishes. */
const MAX_TRIES = 20_000;

/** Exact for what operations ask: branch and bound over the wishes, those first that conflict most; greedy beyond. */
function pack<W extends Wanted>(wanted: readonly W[]): Bin<W>[] {
  const order = wanted.toSorted((a, b) => partOf(b.wish).varies.length - partOf(a.wish).varies.length);
  const atLeast = Math.ceil(wanted.filter((one) => !isDetails(one)).length / MAX_APPENDED);
  let best: Bin<W>[] | undefined;
  let tries = 0;

  const place = (index: number, bins: Bin<W>[]): void => {
    if (best && (bins.length >= best.length || best.length <= atLeast || tries > MAX_TRIES)) return;
    const one = order[index];
    if (!one) {
      best = bins.map((bin) => ({ ...bin, wanted: [...bin.wanted], query: { ...bin.query } }));
      return;
    }
    tries += 1;
    for (const bin of bins) {
      if (!fits(bin, one)) continue;
      const undo = put(bin, one);
      place(index + 1, bins);
      undo();
      // A wish that binds no parameter the bin has not bound already loses nothing here, while there is room to spare.
      if (bin.appended + (order.length - index) <= MAX_APPENDED && bindsNothingNew(bin, one)) return;
    }
    bins.push(openBin(one));
    place(index + 1, bins);
    bins.pop();
  };

  if (order.length > 0) place(0, []);
  return best ?? [];
}

function openBin<W extends Wanted>(one: W): Bin<W> {
  const bin: Bin<W> = { wanted: [], query: {}, appended: 0 };
  put(bin, one);
  return bin;
}

const isDetails = ({ wish }: Wanted): boolean => wish.part === 'details';

const bindsNothingNew = (bin: Bin<Wanted>, { wish }: Wanted): boolean => partOf(wish).varies.every((parameter) => parameter in bin.query);

function fits(bin: Bin<Wanted>, one: Wanted): boolean {
  if (!isDetails(one) && bin.appended === MAX_APPENDED) return false;
  return (
    partOf(one.wish).varies.every(
      (parameter) => !(parameter in bin.query) || bin.query[parameter] === (one.wish.query[parameter] ?? null),
    ) && !bin.wanted.some(({ wish }) => wish.part === one.wish.part)
  );
}

/** Puts a wish into a request; the returned function takes it out again. */
function put<W extends Wanted>(bin: Bin<W>, one: W): () => void {
  const bound = partOf(one.wish).varies.filter((parameter) => !(parameter in bin.query));
  const weight = isDetails(one) ? 0 : 1;
  for (const parameter of bound) bin.query[parameter] = one.wish.query[parameter] ?? null;
  bin.wanted.push(one);
  bin.appended += weight;
  return () => {
    for (const parameter of bound) delete bin.query[parameter];
    bin.wanted.pop();
    bin.appended -= weight;
  };
}

function toRequest<W extends Wanted>({ wanted, query }: Bin<W>): PlannedRequest<W> {
  const [first] = wanted;
  if (!first) throw new TypeError('a request brings at least one wish');
  const { resource, ref, scope } = first.wish;
  const shared = { query, brings: wanted, ...(scope && { credential: scope.credential }) };
  const parts = wanted.filter((one) => !isDetails(one)).map(({ wish }) => wish.part);
  const path = resource.path(ref);
  const [only] = parts;
  // A single sub-part with nothing else wanted is asked at its own path: fewer bytes.
  if (only !== undefined && wanted.length === 1) {
    return { path: `${path}/${only}`, append: [], ...shared, ...(partOf(first.wish).hasStatus && { hasStatus: true }) };
  }
  return { path, append: parts, ...shared, ...(partOf(first.wish).isList && { isList: true }) };
}
