import { readdirSync, readFileSync } from 'node:fs';

const field = (status: string, name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);

/** Resident memory of the one child of this process that runs a file, in MB. Linux only. */
export function residentMemoryOf(file: string): number {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (field(status, 'PPid') !== process.pid) continue;
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(file)) return field(status, 'VmRSS') / 1024;
    } catch {
      // It ended between being listed and being read.
    }
  }
  throw new Error(`No child of this process runs ${file}.`);
}
