/* The rows of the catalogue. A field that is left out is unknown. */

export interface CastRow {
  id: number;
  character: string;
  credit: string;
  castId?: number;
}
export interface CrewRow {
  id: number;
  department: string;
  job: string;
  credit: string;
}
/** File, width, height, language (null for none), average, votes. */
export type ImageRow = [file: string, width: number, height: number, language: string | null, average: number, votes: number];
export interface ReleaseRow {
  certification: string;
  language: string;
  note: string;
  date: string;
  type: number;
}
export interface VideoRow {
  id: string;
  key: string;
  name: string;
  site: string;
  size: number;
  type: string;
  official: boolean;
  published: string;
  language: string;
  country: string;
}
export interface ProviderRow {
  provider_id: number;
  provider_name: string;
  logo_path: string;
  display_priority: number;
}
export type Providers = Record<string, Partial<Record<'flatrate' | 'rent' | 'buy' | 'free' | 'ads', ProviderRow[]>>>;

/** Ids at other sites except IMDb, whose id is a field of its own. */
export type Elsewhere = Partial<
  Record<'wikidata' | 'facebook' | 'instagram' | 'twitter' | 'tiktok' | 'youtube' | 'freebaseMid' | 'freebase', string> &
    Record<'tvrage' | 'tvdb', number>
>;

interface Pictured {
  poster?: string;
  backdrop?: string;
  posters?: ImageRow[];
  backdrops?: ImageRow[];
}

/** The facts of movies and series. */
interface Title extends Pictured {
  id: number;
  language: string;
  date: string;
  genres: number[];
  average: number;
  votes: number;
  popularity: number;
  /** Minutes of the movie, or of an episode. */
  runtime?: number;
  imdb?: string;
  homepage?: string;
  spoken?: string[];
  companies?: number[];
  keywords?: number[];
  logos?: ImageRow[];
  alternatives?: [country: string, title: string, type: string][];
  videos?: VideoRow[];
  providers?: Providers;
  external?: Elsewhere;
}

/** A movie of the catalogue, or a generated one. */
export interface Movie extends Title {
  /** The original title. */
  title: string;
  /** Titles in other languages than the original, by ISO 639-1 code. */
  titles?: Record<string, string>;
  budget?: number;
  revenue?: number;
  collection?: number;
  countries?: string[];
  cast?: CastRow[];
  crew?: CrewRow[];
  releases?: Record<string, ReleaseRow[]>;
  adult?: boolean;
}

export interface SeasonRow {
  id: number;
  number: number;
  name: string;
  date: string | null;
  episodes: number;
  poster?: string;
  average?: number;
  /** Days from one episode to the next, 0 for all at once; left out when only the dates of recorded episodes are known. */
  every?: number;
  external?: Elsewhere;
  posters?: ImageRow[];
  videos?: VideoRow[];
}
export interface EpisodeRow {
  id: number;
  series: number;
  season: number;
  number: number;
  name: string;
  date: string | null;
  code?: string;
  runtime?: number;
  still?: string;
  average?: number;
  votes?: number;
  /** `finale` or `mid_season`; left out for other episodes. */
  type?: string;
  crew?: CrewRow[];
  guests?: CastRow[];
  imdb?: string;
  external?: Elsewhere;
  /** Whether it was shown in cinemas. */
  screened?: boolean;
}
/** Another order of a series' episodes. */
export interface EpisodeGroupRow {
  id: string;
  name: string;
  /** 1 original air date, 2 absolute, 3 DVD, 4 digital, 5 story arc, 6 production, 7 TV. */
  type: number;
  network?: number;
}
/** A season and an episode, by their numbers. */
export type EpisodePlace = [season: number, episode: number];
interface SeriesCreditRow {
  id: number;
  credit: string;
  /** The number of episodes with this credit. */
  episodes: number;
  first?: string;
  /** For a guest: the episodes and their seasons. */
  seenIn?: { seasons: SeasonRow[]; episodes: EpisodeRow[] };
}
export type SeriesCastRow = SeriesCreditRow & Pick<CastRow, 'character'>;
export type SeriesCrewRow = SeriesCreditRow & Pick<CrewRow, 'department' | 'job'>;

/** A series of the catalogue, or a generated one. */
export interface Series extends Title {
  /** The original name. */
  name: string;
  /** Names in other languages than the original, by ISO 639-1 code. */
  names?: Record<string, string>;
  countries: string[];
  cast?: SeriesCastRow[];
  crew?: SeriesCrewRow[];
  creators?: { id: number; credit: string }[];
  status?: string;
  type?: string;
  /** Date of the last episode that aired. */
  last?: string;
  networks?: number[];
  /** Countries that produced it; `countries` are its countries of origin. */
  produced?: string[];
  languages?: string[];
  seasons?: SeasonRow[];
  /** Recorded episodes; the others of a season are generated. */
  episodes?: EpisodeRow[];
  lastEpisode?: EpisodePlace;
  nextEpisode?: EpisodePlace;
  groups?: EpisodeGroupRow[];
  ratings?: [country: string, rating: string][];
}

/** An image that shows a person, and the movie, series or episode that it belongs to. */
export interface TaggedRow {
  id: string;
  type: 'poster' | 'backdrop' | 'still';
  image: ImageRow;
  movie?: number;
  series?: number;
  episode?: EpisodeRow;
}

export interface Person {
  id: number;
  name: string;
  original?: string;
  gender?: number;
  department?: string;
  profile?: string;
  popularity?: number;
  imdb?: string;
  born?: string;
  died?: string;
  place?: string;
  aka?: string[];
  /** The name in other scripts, by ISO 639-1 code. */
  names?: Record<string, string>;
  profiles?: ImageRow[];
  tagged?: TaggedRow[];
  external?: Elsewhere;
}

/** File, width, height, id, type of the original file, average, votes. */
export type LogoRow = [file: string, width: number, height: number, id: string, type: string, average: number, votes: number];

export interface Company {
  id: number;
  name: string;
  logo?: string;
  country?: string;
  headquarters?: string;
  homepage?: string;
  parent?: number;
  alternatives?: string[];
  logos?: LogoRow[];
}
export interface Collection extends Pictured {
  id: number;
  name: string;
  language?: string;
  titles?: Record<string, string>;
}
export interface Named {
  id: number;
  name: string;
}
export interface Genre {
  id: number;
  en: string;
  de: string;
}
