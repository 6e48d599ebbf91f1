/** A time in the format of TMDB's tokens, changes and v4 lists: `2026-01-01 00:00:00 UTC`. */
export const timeText = (time: Date): string => `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
