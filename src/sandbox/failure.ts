import { TMDB_STATUS, type TmdbStatus } from '../tmdb/status.ts';

/** An answer that is not what was asked for: thrown by routes, sent by the server. */
export class Failure extends Error {
  readonly http: number;
  readonly body: string;

  constructor(http: number, body: object) {
    const json = JSON.stringify(body);
    super(json);
    this.http = http;
    this.body = json;
  }
}

/** TMDB's usual failure: a status with its HTTP code and sentence. */
export function failure(status: TmdbStatus): Failure {
  const { http, means } = TMDB_STATUS[status];
  return new Failure(http, { success: false, status_code: status, status_message: means });
}

/** What TMDB's parameter validation says: no status code at all. */
export const invalid = (...errors: string[]): Failure => new Failure(422, { errors });
