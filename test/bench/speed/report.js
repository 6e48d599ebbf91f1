/**
 * Loaded before a competitor's own code: tells the benchmark what its process used, over IPC, and ends it with the benchmark.
 * JavaScript, as Node keeps 17 MB once it has stripped types.
 */
import { Session } from 'node:inspector/promises';

const session = new Session();

/** @type {import('./competitor.ts').Answers} */
const answers = {
  usage() {
    const { user, system } = process.cpuUsage();
    return { cpu: user + system, peak: process.resourceUsage().maxRSS };
  },
  async profile() {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 250 });
    await session.post('Profiler.start');
  },
  async profiled() {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    return profile;
  },
};

process.on('message', async (question) => {
  if (typeof question !== 'string') return;
  process.send?.((await answers[question]()) ?? null);
});
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
