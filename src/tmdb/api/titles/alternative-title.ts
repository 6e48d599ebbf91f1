export interface AlternativeTitleRow {
  iso_3166_1: string;
  title: string;
  type?: string;
}
