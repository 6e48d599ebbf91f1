import { knownDate, knownText } from './known.ts';

/** The greatest verified human age, in years. An older person has died, and TMDB does not have the date. */
const OLDEST = 122;

/**
 * A person's age in years, at death or today.
 * @param today `2026-08-06`
 * @returns null when a date is not known to the day: a year alone can be one year off.
 */
export function ageOf({ birthday, deathday }: { birthday?: string | null; deathday?: string | null }, today: string): number | null {
  const birth = knownDate(birthday);
  const end = knownText(deathday) === null ? today : knownDate(deathday);
  if (birth === null || end === null) return null;
  const isBeforeBirthday = end.slice(5) < birth.slice(5);
  const years = Number(end.slice(0, 4)) - Number(birth.slice(0, 4)) - (isBeforeBirthday ? 1 : 0);
  return years >= 0 && years <= OLDEST ? years : null;
}
