import { second } from '../duration.ts';
import { TmdbError } from '../error.ts';
import type { Transport } from './transport.ts';

/** Failures in a row that open a circuit. */
const FAILURE_THRESHOLD = 20;

/** How often one request probes an open circuit. */
const PROBE_INTERVAL = 5 * second;

/** Whether an error means that TMDB is down; a rejection, a 429 among them, is an answer. */
const isOutage = (error: unknown): boolean =>
  error instanceof TmdbError && error.fault === 'tmdb' && (error.code === 'UPSTREAM_UNAVAILABLE' || error.code === 'UPSTREAM_TIMEOUT');

/** Called when the circuit of a class of paths opens, with the last failure, and when it closes. */
export interface CircuitListener {
  onOpen(paths: string, error: TmdbError): void;
  onClose(paths: string): void;
}

export interface CircuitBreakerTransport extends Transport {
  /** False while any circuit is open. */
  readonly healthy: boolean;
  /** Each class of paths that was requested, and whether its circuit is open. */
  readonly circuits: Iterable<readonly [paths: string, isOpen: boolean]>;
  /**
   * The classes of paths that are known to be down. Without traffic nothing probes TMDB, so an open circuit is left out after
   * two missed probes.
   */
  readonly down: readonly string[];
}

/** The state of one class of paths: `/movie` may stall while `/person` answers. */
interface Circuit {
  /** In a row. */
  failures: number;
  /** By `performance.now()`. */
  nextProbe: number;
  halfOpen: boolean;
}

const isOpen = ({ failures }: Circuit): boolean => failures >= FAILURE_THRESHOLD;

/**
 * A transport that sends nothing to a TMDB that is down, so that an outage costs hardly more requests than queries.
 * cockatiel's breaker was tried: it reads the wall clock, and counts a probe whose client left as a success.
 */
export function withCircuitBreaker(transport: Transport, listener?: CircuitListener): CircuitBreakerTransport {
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
    const record = (failures: number, error?: TmdbError): void => {
      const wasOpen = isOpen(circuit);
      circuit.failures = failures;
      if (isOpen(circuit) === wasOpen) return;
      if (error && !wasOpen) listener?.onOpen(paths, error);
      else listener?.onClose(paths);
    };
    const probe = isOpen(circuit);
    if (probe && (circuit.halfOpen || performance.now() < circuit.nextProbe)) throw circuitOpen();
    circuit.halfOpen = probe;
    // From the start of the probe, which can hang for seconds.
    circuit.nextProbe = performance.now() + PROBE_INTERVAL;
    try {
      const answer = await send();
      record(0);
      return answer;
    } catch (error) {
      // Any other error is the reason for which the caller left; it says nothing about TMDB.
      if (error instanceof TmdbError) record(isOutage(error) ? circuit.failures + 1 : 0, error);
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
    message: 'TMDB failed many times in a row, so the gateway sends it no requests for a while.',
    fault: 'tmdb',
    retry: 'no',
    retryAfter: PROBE_INTERVAL / second,
    sent: false,
  });
