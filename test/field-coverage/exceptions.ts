const LOGOS_ONLY = 'TMDB says only of logos as which file they were uploaded.';

/** Fields that no test can resolve to a value, as `Type.field`, each with the reason. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'Backdrop.fileType': LOGOS_ONLY,
  'Poster.fileType': LOGOS_ONLY,
  'Profile.fileType': LOGOS_ONLY,
  'Still.fileType': LOGOS_ONLY,
};
