/** Ids on other sites; `""` and null both mean unknown. The keys depend on the resource. */
export interface ExternalIds {
  imdb_id?: string | null;
  wikidata_id?: string | null;
  facebook_id?: string | null;
  instagram_id?: string | null;
  twitter_id?: string | null;
  tiktok_id?: string | null;
  youtube_id?: string | null;
  freebase_mid?: string | null;
  freebase_id?: string | null;
  /** Only of series, seasons and episodes. */
  tvdb_id?: number | string | null;
  tvrage_id?: number | string | null;
}
