import { badInput } from './error.ts';

/** @throws GatewayError BAD_USER_INPUT */
export function parseYear(year: number): string {
  if (!/^[1-9]\d{3}$/.test(String(year))) throw badInput('Expected a year of four digits, such as 1999.');
  return String(year);
}

/** @throws GatewayError BAD_USER_INPUT */
export function parseTimeZone(name: string): string {
  if (/^[A-Za-z]{1,20}([/_+-][A-Za-z0-9]{1,20}){0,5}$/.test(name)) return name;
  throw badInput('Expected an IANA time zone, such as Europe/Berlin.');
}
