/** The languages and regions of an operation, where its arguments do not say otherwise. */
export interface Locale {
  /** In order of preference; at least one. */
  readonly languages: readonly [string, ...string[]];
  /**
   * Whether the languages come from `Accept-Language`. Browsers send a chain of languages by themselves, so no request is sent for
   * list items because of it.
   */
  readonly negotiated?: boolean;
  /** The country whose release dates and certifications count. */
  readonly region: string | undefined;
  /** The country whose watch providers count. */
  readonly watchRegion: string | undefined;
  /** Whether searches include adult movies. */
  readonly includeAdult: boolean;
}
