import { start, type Competitor } from './competitor.ts';

/** Late is cold at TMDB's latency. */
export type Mode = 'hot' | 'warm' | 'cold' | 'late';

export interface Entrant {
  readonly file: string;
  readonly isOurs?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly modes: readonly Mode[];
}

/** The gateway as it is published. */
const BUILT = 'dist/src/main.js';

/** All that take part. Peers keep documents but no answers, so that their warm answers are their hot ones. */
export const ENTRANTS = {
  ours: { file: BUILT, isOurs: true, modes: ['hot', 'warm', 'cold', 'late'] },
  logged: { file: BUILT, isOurs: true, env: { LOG_LEVEL: 'info' }, modes: ['hot'] },
  before: { file: 'test/bench/speed/slow.ts', isOurs: true, modes: ['hot', 'warm', 'cold'] },
  stored: { file: 'test/bench/speed/stored.ts', modes: ['hot'] },
  direct: { file: 'test/bench/speed/direct.ts', modes: ['hot', 'cold', 'late'] },
  yoga: { file: 'test/bench/speed/peers/yoga.ts', modes: ['hot', 'cold', 'late'] },
  mercurius: { file: 'test/bench/speed/peers/mercurius.ts', modes: ['hot', 'cold', 'late'] },
} as const satisfies Record<string, Entrant>;

export type EntrantName = keyof typeof ENTRANTS;

export const ENTRANT_NAMES = Object.keys(ENTRANTS) as EntrantName[];

export const takesPart = (name: EntrantName, mode: Mode): boolean => {
  const { modes }: Entrant = ENTRANTS[name];
  return modes.includes(mode);
};

/** Limits that do not bind: the limiter has scenarios of its own. */
const UNLIMITED = { TMDB_RATE_LIMIT: '1000000', QUEUE_MAX: '100000' };
const OURS = { TMDB_ACCESS_TOKEN: 'speed', GRAPHIQL: 'false', LOG_LEVEL: 'error', ...UNLIMITED };

/** @param before Folder of another checkout, whose gateway takes the place of the slow way of this one. */
export function open(name: EntrantName, upstream: Competitor, before?: string): Promise<Competitor> {
  const { file, isOurs = false, env = {} }: Entrant = ENTRANTS[name];
  const isBefore = name === 'before' && before !== undefined;
  return start(isBefore ? 'src/main.ts' : file, {
    env: { TMDB_API_URL: `http://127.0.0.1:${upstream.port}`, NODE_ENV: 'production', ...(isOurs && OURS), ...env },
    ...(isBefore && { cwd: before }),
  });
}
