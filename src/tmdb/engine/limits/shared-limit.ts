/** A place in a limit that several processes share. */
export interface SharedSlot {
  /** Its request is being written. */
  sent(): void;
  /** Gives the place back if nothing was sent. */
  end(): void;
}

/** Called when a state that several processes share changes. */
export interface SharedLimitListener {
  /** A slot is due, or was dropped since no run took it. */
  onSlot?(): void;
  /** The number of processes changed, and with it this one's share of connections. */
  onMembers?(): void;
  /** TMDB rejected a request of another process with a 429, and accepts none of this class of paths for this many ms. */
  onRefused?(paths: string, duration: number): void;
}

/**
 * A limit that several processes share. A slot belongs to the process, not to a request: which request goes is decided only
 * when the slot is due.
 */
export interface SharedLimit {
  /** Number of processes that share the limits, this one included; 1 until it is known. */
  readonly members: number;
  /** The ms until the next slot, while that is longer than operations wait; 0 otherwise. */
  readonly delay: number;
  /** This process's share of connections, at least one. It grows some time after it could, so that others close theirs first. */
  shareOf(connections: number): number;
  /**
   * Tells how many runs wait, and how many of those could begin now. Called at each change: slots are reserved for the runs
   * that are ready, and given back when fewer runs wait.
   */
  want(waiting: number, ready: number): void;
  /** Whether a slot may be taken now. */
  readonly isDue: boolean;
  /** Takes a slot that is due; undefined when none is. */
  take(): SharedSlot | undefined;
  /** Tells the other processes that TMDB rejected a request with a 429. */
  refused(paths: string, duration: number): void;
  subscribe(listener: SharedLimitListener): void;
}
