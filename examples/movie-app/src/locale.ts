/** Countries that the user can choose from. */
export const REGIONS = ['US', 'GB', 'DE', 'FR', 'ES', 'IT', 'BR', 'JP', 'IN', 'AU'] as const;
export type Region = (typeof REGIONS)[number];

/** Languages of titles and texts. The app's own words are English. */
export const LANGUAGES = { 'en-US': 'English', 'de-DE': 'Deutsch', 'fr-FR': 'Français', 'es-ES': 'Español', 'ja-JP': '日本語' } as const;
export type Language = keyof typeof LANGUAGES;

const regionNames = new Intl.DisplayNames('en', { type: 'region' });
export const regionName = (region: string): string => regionNames.of(region) ?? region;

/** Such as "in the United States". */
export const inRegion = (region: string): string => `in ${['US', 'GB'].includes(region) ? 'the ' : ''}${regionName(region)}`;

/** The user's own country where it is one of the list. */
export function guessRegion(): Region {
  const own = new Intl.Locale(navigator.language).region;
  return REGIONS.find((region) => region === own) ?? 'US';
}

export const guessLanguage = (): Language =>
  (Object.keys(LANGUAGES) as Language[]).find((language) => language.slice(0, 2) === navigator.language.slice(0, 2)) ?? 'en-US';

// Days are bare, and releases are midnight in UTC: in another time zone they would move by a day.
const format = (options: Intl.DateTimeFormatOptions) => {
  const formatter = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
  return (date: string | Date): string => formatter.format(new Date(date));
};
export const longDay = format({ day: 'numeric', month: 'long', year: 'numeric' });
export const shortDay = format({ day: 'numeric', month: 'short' });
export const weekday = format({ weekday: 'long' });

const DAY = 86_400_000;
/** A day from now on, as `YYYY-MM-DD`. */
export const dayAfter = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
/** Such as "in 3 days". */
export function fromToday(date: string): string {
  const days = Math.round((Date.parse(date) - Date.parse(dayAfter(0))) / DAY);
  return Math.abs(days) < 45 ? relative.format(days, 'day') : relative.format(Math.round(days / 30), 'month');
}

/** Such as "2 h 16 min". */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return [hours > 0 && `${hours} h`, minutes % 60 > 0 && `${minutes % 60} min`].filter(Boolean).join(' ');
}
