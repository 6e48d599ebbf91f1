import { second } from '../duration.ts';
import { TmdbError } from '../error.ts';
import type { Transport } from './transport.ts';

/** After so many failures in a row nothing is sent any more. */
const FAILURE_THRESHOLD = 20;

/** Then one request tries whether TMDB is back, every so often. */
const PROBE_INTERVAL = 5 * second;

/** What counts as TMDB being down; a refusal, a 429 among them, is an answer. */
const isOutage = (error: unknown): boolean =>
  error instanceof TmdbError && error.fault === 'tmdb' && (error.code === 'UPSTREAM_UNAVAILABLE' || error.code === 'UPSTREAM_TIMEOUT');

/** Told when a class of paths is taken to be down, with its last failure, and when it answers again. */
export interface CircuitListener {
  onOpen(paths: string, error: TmdbError): void;
  onClose(paths: string): void;
}

export interface CircuitBreakerTransport extends Transport {
  /** False while a part of TMDB is taken to be down. */
  readonly healthy: boolean;
  /** Each class of paths that was asked, and whether it is taken to be down. */
  readonly circuits: Iterable<readonly [paths: string, isOpen: boolean]>;
  /**
   * The classes that are taken to be down as far as is known: who is sent nobody asks TMDB no more, so that after two probes
   * that nobody made it is not known any longer.
   */
  readonly down: readonly string[];
}

/** What is known of one class of paths: films may stall while people answer. */
interface Circuit {
  failures: number;
  /** By `performance.now()`. */
  nextProbe: number;
  halfOpen: boolean;
}

const isOpen = ({ failures }: Circuit): boolean => failures >= FAILURE_THRESHOLD;

/**
 * A transport that stops asking a TMDB that is down, so that an outage costs hardly more requests than queries.
 * cockatiel's breaker was tried: it goes by the clock of the wall, and takes a probe whose client left for a success.
 */
export function withCircuitBreaker(transport: Transport, watch?: CircuitListener): CircuitBreakerTransport {
  /** By the first segment of the path, of which TMDB has some twenty. */
  const circuits = new Map<string, Circuit>();

  function circuitOf(name: string): Circuit {
    const circuit = circuits.get(name) ?? { failures: 0, nextProbe: 0, halfOpen: false };
    circuits.set(name, circuit);
    return circuit;
  }

  async function throughCircuit<T>({ path }: { readonly path: string }, send: () => Promise<T>): Promise<T> {
    const paths = path.split('/', 2)[1] ?? '';
    const circuit = circuitOf(paths);
    const learn = (failures: number, error?: TmdbError): void => {
      const wasOpen = isOpen(circuit);
      circuit.failures = failures;
      if (isOpen(circuit) === wasOpen) return;
      if (error && !wasOpen) watch?.onOpen(paths, error);
      else watch?.onClose(paths);
    };
    const probe = isOpen(circuit);
    if (probe && (circuit.halfOpen || performance.now() < circuit.nextProbe)) throw circuitOpen();
    circuit.halfOpen = probe;
    // Counted from its start: a probe can hang for seconds itself.
    circuit.nextProbe = performance.now() + PROBE_INTERVAL;
    try {
      const answer = await send();
      learn(0);
      return answer;
    } catch (error) {
      // Anything else is the reason why whoever asked has left: nothing is learnt of TMDB.
      if (error instanceof TmdbError) learn(isOutage(error) ? circuit.failures + 1 : 0, error);
      throw error;
    } finally {
      if (probe) circuit.halfOpen = false;
    }
  }

  return {
    send: (request, signal, onSent) => throughCircuit(request, () => transport.send(request, signal, onSent)),
    write: (request, signal, onSent) => throughCircuit(request, () => transport.write(request, signal, onSent)),
    get healthy() {
      return ![...circuits.values()].some(isOpen);
    },
    get circuits() {
      return [...circuits].map(([paths, circuit]) => [paths, isOpen(circuit)] as const);
    },
    get down() {
      const now = performance.now();
      return [...circuits].filter(([, circuit]) => isOpen(circuit) && now < circuit.nextProbe + PROBE_INTERVAL).map(([paths]) => paths);
    },
    close: () => transport.close(),
  };
}

const circuitOpen = (): TmdbError =>
  new TmdbError({
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'TMDB failed many times in a row, so it is not asked for a while.',
    fault: 'tmdb',
    retry: 'no',
    retryAfter: PROBE_INTERVAL / second,
    sent: false,
  });
