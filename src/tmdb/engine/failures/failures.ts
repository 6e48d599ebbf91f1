import { second } from '../../duration.ts';
import { TmdbError } from '../../error.ts';
import { pathClass } from '../../resource.ts';
import { createCircuit, PROBE_INTERVAL, type Circuit } from './circuit.ts';
import { createFailedPaths } from './failed-paths.ts';
import type { FailureTarget } from './target.ts';

/** A path that is known to fail leaves the probe to others for this time. */
const PROBE_GRACE = 0.5 * second;

/** Called when the circuit of a class of paths opens, with the last failure, and when it closes. */
export interface CircuitListener {
  onOpen(paths: string, error: TmdbError): void;
  onClose(paths: string): void;
}

/**
 * The one memory of failures: path → not to be requested until, and why. It is asked before a wish enters the queue, so that
 * a doomed request takes no slot.
 *
 * A path that failed after its retries is left alone for some seconds, longer after each failure. A class of paths (the first
 * segment, such as `/movie`) opens its circuit by the share of *different* paths that fail: one movie at which TMDB always
 * fails closes nothing for the others. While a circuit is open, one request in five seconds probes.
 */
export interface Failures {
  /**
   * The failure for which a target is not requested now; undefined when it may be requested.
   * @param isWaiting Whether its resource waits for a slot already: then an open circuit let it pass.
   */
  blocking(target: FailureTarget, isWaiting?: boolean): TmdbError | undefined;
  /** Records that a target is about to be requested: while its circuit is open, this is the probe. */
  begin(target: FailureTarget): void;
  /** Whether the last request failed for good, or the circuit is open: then another failure is not retried. */
  isFailing(target: FailureTarget): boolean;
  /** Whether the last request for a part failed for good: then it is requested apart, so that it does not fail what goes with it. */
  isBadPart(target: FailureTarget): boolean;
  /** Records that TMDB answered; a rejection is an answer. */
  answered(target: FailureTarget): void;
  /** Records a failed attempt. @param isLast Whether no retry follows. @returns Whether it opened the circuit. */
  failed(target: FailureTarget, error: TmdbError, isLast: boolean): boolean;
  /** Records that a request, possibly the probe, ended without an outcome, since its last client left. */
  left(target: FailureTarget): void;
  /**
   * The failure that kept a wish from its answer, when the wish itself did not fail: the last of its class since this time, by
   * `performance.now()`. Undefined when TMDB has answered the class since, unless the wish is in flight.
   */
  failureSince(target: FailureTarget, since: number, isInFlight: boolean): TmdbError | undefined;
  /** Records that the circuit of a class of paths is open at another process: for this many ms one failure opens it here too. */
  warn(paths: string, duration: number): void;
  /** False while a circuit is open. */
  readonly healthy: boolean;
  /** Each class of paths that was requested, and whether its circuit is open. */
  readonly circuits: Iterable<readonly [paths: string, isOpen: boolean]>;
  /** Classes with an open circuit. Without traffic nothing probes TMDB, so a circuit is left out after two missed probes. */
  readonly down: readonly string[];
}

/** Whether a failure shows that TMDB is down; a rejection, a 429 among them, is an answer. */
const isOutage = ({ fault, code }: TmdbError): boolean =>
  fault === 'tmdb' && (code === 'UPSTREAM_UNAVAILABLE' || code === 'UPSTREAM_TIMEOUT');

/** Whether another request is likely to fail in the same way. */
const isLasting = (error: TmdbError): boolean => isOutage(error) || (error.fault === 'tmdb' && error.code === 'UPSTREAM_BAD_RESPONSE');

export interface FailuresOptions {
  readonly listener?: CircuitListener;
  /** From 0 to 1, for jitter. */
  readonly random?: () => number;
}

export function createFailures({ listener, random = Math.random }: FailuresOptions = {}): Failures {
  const failedPaths = createFailedPaths(random);
  /** By the class of the path, of which TMDB has some twenty. */
  const circuits = new Map<string, Circuit>();

  const circuitOf = (path: string): Circuit => circuitOfClass(pathClass(path));

  function circuitOfClass(paths: string): Circuit {
    const circuit = circuits.get(paths) ?? createCircuit(paths);
    circuits.set(paths, circuit);
    return circuit;
  }

  function answered(target: FailureTarget): void {
    const circuit = circuitOf(target.path);
    failedPaths.clear(target);
    if (!circuit.record(target.path, undefined)) return;
    failedPaths.clearWhere((path) => circuitOf(path) === circuit);
    listener?.onClose(circuit.paths);
  }

  return {
    blocking({ path, resource, keys }, isWaiting = false) {
      const { error, nextProbe } = circuitOf(path);
      if (!error && failedPaths.isEmpty) return undefined;
      const now = performance.now();
      const failure = failedPaths.find([resource, ...keys]);
      if (failure && failure.until > now) return refusal(failure.error, failure.until - now);
      if (!error || isWaiting) return undefined;
      const due = failure ? nextProbe + PROBE_GRACE : nextProbe;
      return now < due ? refusal(error, due - now) : undefined;
    },

    begin: ({ path }) => circuitOf(path).probe(path),

    isFailing: ({ path, resource, keys }) => circuitOf(path).error !== undefined || failedPaths.find([resource, ...keys]) !== undefined,

    isBadPart: ({ resource, keys }) => !keys.includes(resource) && failedPaths.find(keys)?.isBlocked === true,

    answered,

    failed(target, error, isLast) {
      if (!isLasting(error)) {
        answered(target);
        return false;
      }
      const circuit = circuitOf(target.path);
      if (isLast) failedPaths.block(target, error, circuit.error && PROBE_INTERVAL);
      if (!isOutage(error) || !circuit.record(target.path, error)) return false;
      // While the class is down, no path of its own waits longer than the next probe.
      failedPaths.shortenWhere((path) => circuitOf(path) === circuit, circuit.nextProbe);
      listener?.onOpen(circuit.paths, error);
      return true;
    },

    left: ({ path }) => circuitOf(path).withdrawProbe(path),

    failureSince({ path }, since, isInFlight) {
      const { lastFailure, answeredAt } = circuitOf(path);
      return lastFailure && lastFailure.at > since && (isInFlight || answeredAt < since) ? lastFailure.error : undefined;
    },
    warn: (paths, duration) => circuitOfClass(paths).warn(duration),

    get healthy() {
      return circuits.values().every(({ error }) => error === undefined);
    },
    get circuits() {
      return circuits.values().map(({ paths, error }) => [paths, error !== undefined] as const);
    },
    get down() {
      const now = performance.now();
      return [...circuits.values()].flatMap(({ paths, error, nextProbe }) => (error && now < nextProbe + PROBE_INTERVAL ? [paths] : []));
    },
  };
}

/** The failure that is remembered, as the answer to a request that is not sent. @param wait In ms. */
function refusal({ code, message, fault, retry, http, status }: TmdbError, wait: number): TmdbError {
  return new TmdbError({ code, message, fault, retry, http, status, retryAfter: Math.max(1, Math.ceil(wait / second)), sent: false });
}
