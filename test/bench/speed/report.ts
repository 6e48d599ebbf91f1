/**
 * Loaded before a competitor's own code: tells the benchmark what its process used, over IPC, and ends it with the benchmark.
 */
import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector';

/** CPU time in microseconds over all threads, and the peak of the resident memory in kilobytes. */
export interface Usage {
  readonly cpu: number;
  readonly peak: number;
}

export type Question = 'usage' | 'profile' | 'profiled';

const session = new Session();

async function answerTo(question: Question): Promise<Usage | Profiler.Profile> {
  if (question === 'profile') {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 250 });
    await session.post('Profiler.start');
  }
  if (question === 'profiled') {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    return profile;
  }
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, peak: process.resourceUsage().maxRSS };
}

process.on('message', (question) => {
  if (typeof question === 'string') void answerTo(question as Question).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
