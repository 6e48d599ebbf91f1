/** A time as TMDB writes it in tokens, changes and v4 lists: `2026-01-01 00:00:00 UTC`. */
export const timeText = (time: Date): string => `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
