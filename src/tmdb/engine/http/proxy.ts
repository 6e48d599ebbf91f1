/** Proxies on the way to TMDB, by the scheme of its URL. */
export interface Proxy {
  readonly https: string | undefined;
  readonly http: string | undefined;
  /** Hosts that are reached without a proxy, separated by commas. */
  readonly none: string | undefined;
}
