/** A user's list, as films name it. */
export interface ListSummary {
  id: number | string;
  name?: string;
  description?: string;
  favorite_count?: number;
  item_count?: number;
  iso_639_1?: string;
  iso_3166_1?: string;
  list_type?: string;
  poster_path?: string | null;
}
