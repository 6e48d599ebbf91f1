/** Durations in milliseconds, written so that they read as durations: `8 * hour`. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
