/** Signs of life in the time in which a process that gives none counts as absent. */
const BEATS = 10 / 3;

/** Time between two attempts while Redis is away, in ms. */
const RETRY = 300;

/** Time to the next attempt once it answered again, in ms. */
const CONFIRM = 100;

/** Round trips that are remembered. */
const SAMPLES = 20;

/** Sends a sign of life when no other command did for some time. */
export interface Heartbeat {
  /** Time between two signs of life, in ms. */
  readonly interval: number;
  /** Sends one now. */
  now(): void;
  /** Redis answered a command after this time, in ms. @param absence Undefined while it has to prove that it is back. */
  answered(roundTrip: number, absence: number | undefined): void;
  missed(): void;
  /** The shortest of the last round trips, in ms: delays of the processes do not count. */
  readonly roundTrip: number;
  stop(): void;
}

export function createHeartbeat(beat: () => void): Heartbeat {
  const roundTrips: number[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let interval = RETRY;

  function schedule(delay: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(beat, delay);
  }

  return {
    get interval() {
      return interval;
    },
    now: beat,
    answered(roundTrip, absence) {
      roundTrips.push(roundTrip);
      if (roundTrips.length > SAMPLES) roundTrips.shift();
      // Jitter, so that the beats of a fleet that started together spread.
      if (absence !== undefined) interval = absence / BEATS;
      schedule(absence === undefined ? CONFIRM : interval * (0.9 + Math.random() / 10));
    },
    missed: () => schedule(RETRY),
    get roundTrip() {
      return roundTrips.length === 0 ? 0 : Math.min(...roundTrips);
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
