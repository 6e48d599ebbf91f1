import { partOf, type Parameter, type Query, type Wish } from '../resource.ts';
import type { Credential } from '../session.ts';

/** TMDB's limit of appended parts (status 27). Details come with them and do not count. */
export const MAX_APPENDED = 20;

/** A wish that waits for a request. */
export interface Wanted {
  readonly wish: Wish;
  /** It was missing in the response when it was appended, so it must be requested at its own path. */
  readonly alone?: boolean;
}

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
  for (const next of wanted) {
    if (next.alone || !next.wish.resource.appends) bins.push(openBin(next));
    else together.push(next);
  }
  return [...bins, ...pack(together)].map(toRequest).toSorted((a, b) => b.brings.length - a.brings.length);
}

/** Partial packings to try before the best one found is accepted: all of them for a dozen wishes. */
const MAX_TRIES = 20_000;

/** Branch and bound over the wishes, those first that may conflict most: exact up to MAX_TRIES, then the best so far. */
function pack<W extends Wanted>(wanted: readonly W[]): Bin<W>[] {
  const order = wanted.toSorted((a, b) => partOf(b.wish).varies.length - partOf(a.wish).varies.length);
  const atLeast = Math.ceil(wanted.filter((next) => !isDetails(next)).length / MAX_APPENDED);
  let best: Bin<W>[] | undefined;
  let tries = 0;

  const place = (index: number, bins: Bin<W>[]): void => {
    if (best && (bins.length >= best.length || best.length <= atLeast || tries > MAX_TRIES)) return;
    const next = order[index];
    if (!next) {
      best = bins.map((bin) => ({ ...bin, wanted: [...bin.wanted], query: { ...bin.query } }));
      return;
    }
    tries += 1;
    for (const bin of bins) {
      if (!fits(bin, next)) continue;
      const undo = put(bin, next);
      place(index + 1, bins);
      undo();
      // A wish that binds no further parameter of this bin takes nothing away, as long as there is room for all that follow.
      if (bin.appended + (order.length - index) <= MAX_APPENDED && bindsNothingNew(bin, next)) return;
    }
    bins.push(openBin(next));
    place(index + 1, bins);
    bins.pop();
  };

  if (order.length > 0) place(0, []);
  return best ?? [];
}

function openBin<W extends Wanted>(first: W): Bin<W> {
  const bin: Bin<W> = { wanted: [], query: {}, appended: 0 };
  put(bin, first);
  return bin;
}

const isDetails = ({ wish }: Wanted): boolean => wish.part === 'details';

const bindsNothingNew = (bin: Bin<Wanted>, { wish }: Wanted): boolean => partOf(wish).varies.every((parameter) => parameter in bin.query);

function fits(bin: Bin<Wanted>, next: Wanted): boolean {
  const { part, query } = next.wish;
  if (!isDetails(next) && bin.appended === MAX_APPENDED) return false;
  if (bin.wanted.some(({ wish }) => wish.part === part)) return false;
  return partOf(next.wish).varies.every((parameter) => !(parameter in bin.query) || bin.query[parameter] === (query[parameter] ?? null));
}

/** Puts a wish into a bin; the returned function takes it out again. */
function put<W extends Wanted>(bin: Bin<W>, next: W): () => void {
  const bound = partOf(next.wish).varies.filter((parameter) => !(parameter in bin.query));
  const weight = isDetails(next) ? 0 : 1;
  for (const parameter of bound) bin.query[parameter] = next.wish.query[parameter] ?? null;
  bin.wanted.push(next);
  bin.appended += weight;
  return () => {
    for (const parameter of bound) delete bin.query[parameter];
    bin.wanted.pop();
    bin.appended -= weight;
  };
}

function toRequest<W extends Wanted>({ wanted, query }: Bin<W>): PlannedRequest<W> {
  const [first] = wanted;
  if (!first) throw new TypeError('A request brings at least one wish.');
  const { resource, ref, scope } = first.wish;
  const shared = { query, brings: wanted, ...(scope && { credential: scope.credential }) };
  const parts = wanted.filter((next) => !isDetails(next)).map(({ wish }) => wish.part);
  const path = resource.path(ref);
  const [only] = parts;
  // A single part without details is requested at its own path: fewer bytes.
  if (only !== undefined && wanted.length === 1) {
    return { path: `${path}/${only}`, append: [], ...shared, ...(partOf(first.wish).hasStatus && { hasStatus: true }) };
  }
  return { path, append: parts, ...shared, ...(partOf(first.wish).isList && { isList: true }) };
}
