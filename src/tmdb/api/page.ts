/** TMDB's page envelope. `total_pages` is not capped, but only pages 1 to {@link MAX_PAGE} can be requested. */
export interface Page<Row> {
  page?: number;
  results?: Row[];
  total_pages?: number;
  total_results?: number;
}

/** The last page that TMDB serves; status 22 beyond it. */
export const MAX_PAGE = 500;

/** A list of movies released within a range of days. */
export interface DatedPage<Row> extends Page<Row> {
  dates?: { minimum?: string; maximum?: string };
}
