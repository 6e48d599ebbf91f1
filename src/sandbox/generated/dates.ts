import { day } from '../../tmdb/duration.ts';

/** The date a number of days after another, such as `2026-11-26`. */
export const later = (date: string, days: number): string => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

/** The first date from a given one on, of those that return after every `period` days. @param phase Tells which of them. */
export function nextOf(from: string, period: number, phase: number): string {
  const wait = (phase - Date.parse(from) / day) % period;
  return later(from, wait < 0 ? wait + period : wait);
}
