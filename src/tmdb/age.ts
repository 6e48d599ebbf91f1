import { knownDate, knownText } from './known.ts';

/** Nobody grew older. Who would be is dead, and TMDB does not know since when. */
const OLDEST = 122;

/**
 * Years of a life, up to a death or to today.
 * @param today `2026-08-06`
 * @returns null when a day is not known: a year alone can be one year off.
 */
export function ageOf({ birthday, deathday }: { birthday?: string | null; deathday?: string | null }, today: string): number | null {
  const birth = knownDate(birthday);
  const end = knownText(deathday) === null ? today : knownDate(deathday);
  if (birth === null || end === null) return null;
  const isBeforeBirthday = end.slice(5) < birth.slice(5);
  const years = Number(end.slice(0, 4)) - Number(birth.slice(0, 4)) - (isBeforeBirthday ? 1 : 0);
  return years >= 0 && years <= OLDEST ? years : null;
}
