export interface ChangeRow {
  key: string;
  items: {
    id: string;
    action?: string;
    time?: string;
    iso_639_1?: string;
    iso_3166_1?: string;
    value?: unknown;
    original_value?: unknown;
  }[];
}
