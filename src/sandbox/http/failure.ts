import { TMDB_STATUS, type TmdbStatus } from '../../tmdb/status.ts';

/** A failure as TMDB answers it: thrown by routes, sent by the server. */
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

/** TMDB's usual failure: a status with its HTTP status and message. */
export function failure(status: TmdbStatus): Failure {
  const { http, means } = TMDB_STATUS[status];
  return new Failure(http, { success: false, status_code: status, status_message: means });
}

/** A row that has to be there. @throws status 34. */
export function existing<Row>(row: Row | undefined): Row {
  if (row === undefined) throw failure(34);
  return row;
}

/** Status 17, the only one that has `failure` beside `success`. */
export const sessionDenied = (): Failure =>
  new Failure(TMDB_STATUS[17].http, { success: false, failure: true, status_code: 17, status_message: TMDB_STATUS[17].means });

/** Status 18, with the errors of validation. */
export const unfit = (...errors: string[]): Failure =>
  new Failure(TMDB_STATUS[18].http, { success: false, status_code: 18, status_message: TMDB_STATUS[18].means, errors });

/** A failure of TMDB's parameter validation, which has no status code. */
export const invalid = (...errors: string[]): Failure => new Failure(422, { errors });
