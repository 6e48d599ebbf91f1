/** What the operation's language, region and watch region are when it says nothing. */
export interface Locale {
  /** Most wanted first; at least one. */
  readonly languages: readonly [string, ...string[]];
  /** Whose release dates count. */
  readonly region: string | undefined;
  /** Whose watch providers are meant. */
  readonly watchRegion: string | undefined;
  /** Whether searches find pornography too. */
  readonly includeAdult: boolean;
}
