import type { ChangeRow } from '../reference/change.ts';
import type { ExternalIds } from '../reference/external-ids.ts';
import { FRESH } from '../freshness.ts';
import type { ImageRow } from '../titles/image.ts';
import type { Page } from '../page.ts';
import { byId, part, type Resource } from '../../resource.ts';
import type { TvEpisodeSummary, TvSeasonSummary } from '../titles/tv.ts';
import type { TranslationRow } from '../titles/translation.ts';
import type { MediaRow, MovieSummary, PersonSummary, TvSeriesSummary } from '../summary.ts';

/** @see https://developer.themoviedb.org/reference/person-details */
export interface PersonDetails extends Omit<PersonSummary, 'original_name' | 'known_for'> {
  biography?: string;
  birthday?: string | null;
  deathday?: string | null;
  place_of_birth?: string | null;
  also_known_as?: string[];
  homepage?: string | null;
  imdb_id?: string | null;
}

interface CreditedFor {
  credit_id?: string;
  /** Only of series. */
  episode_count?: number;
  first_credit_air_date?: string | null;
}

interface AsCast extends CreditedFor {
  character?: string;
  /** Only of movies. */
  order?: number;
}

interface AsCrew extends CreditedFor {
  department?: string;
  job?: string;
}

export type CastCredit<Row> = Row & AsCast;
export type CrewCredit<Row> = Row & AsCrew;

/** A person's credits, one row per role or job. */
export interface PersonCredits<Row> {
  cast?: CastCredit<Row>[];
  crew?: CrewCredit<Row>[];
}

/** An image that shows the person, with the media that it belongs to. */
export interface TaggedImageRow extends ImageRow {
  id: string;
  /** `poster`, `backdrop`, `still` … */
  image_type?: string;
  media_type?: string;
  media?: (MovieSummary | TvSeriesSummary | TvSeasonSummary | TvEpisodeSummary) & { media_type?: string };
}

export type PersonTranslationRow = TranslationRow<{ biography?: string; name?: string }>;

export const person = {
  name: 'Person',
  path: (ref) => `/person/${ref}`,
  appends: true,
  identity: byId,
  parts: {
    details: part<PersonDetails>({ fresh: FRESH.details, varies: ['language'], knownBy: ['name'] }),
    changes: part<{ changes?: ChangeRow[] }>({ fresh: FRESH.edited, varies: ['start_date', 'end_date'] }),
    combined_credits: part<PersonCredits<MediaRow>>({ fresh: FRESH.details, varies: ['language'] }),
    external_ids: part<ExternalIds>({ fresh: FRESH.details }),
    images: part<{ profiles?: ImageRow[] }>({ fresh: FRESH.details }),
    movie_credits: part<PersonCredits<MovieSummary>>({ fresh: FRESH.details, varies: ['language'] }),
    // Its `page` parameter is ignored: every page is page 0. A request for several parts has one language for all.
    tagged_images: part<Page<TaggedImageRow>>({ fresh: FRESH.details, varies: ['language'] }),
    translations: part<{ translations?: PersonTranslationRow[] }>({ fresh: FRESH.details }),
    tv_credits: part<PersonCredits<TvSeriesSummary>>({ fresh: FRESH.details, varies: ['language'] }),
  },
} as const satisfies Resource;

/** `ref` names the list: `popular`. @see https://developer.themoviedb.org/reference/person-popular-list */
export const peopleLists = {
  name: 'people list',
  path: (ref) => `/person/${ref}`,
  parts: { details: part<Page<PersonSummary>>({ fresh: FRESH.lists, varies: ['language', 'page'] }) },
} as const satisfies Resource;

/** The most recently added person. @see https://developer.themoviedb.org/reference/person-latest-id */
export const latestPerson = {
  name: 'latest person',
  path: () => '/person/latest',
  parts: { details: part<PersonDetails & { id: number }>({ fresh: FRESH.edited, knownBy: ['name'] }) },
} as const satisfies Resource;
