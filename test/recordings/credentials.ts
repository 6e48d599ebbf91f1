/** Well-formed credentials in place of those of the recorded accounts. */
export const SESSION = { 'tmdb-session-id': '0123456789'.repeat(4) };
export const GUEST = { 'tmdb-guest-session-id': '0123456789abcdef'.repeat(2) };
export const USER = { 'tmdb-user-token': `head.${Buffer.from('{"sub":"0123456789abcdef01234567"}').toString('base64url')}.signature` };
