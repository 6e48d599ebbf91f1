import type { CollectionSummary } from './collection.ts';
import type { MovieSummary } from './movie.ts';
import type { PersonSummary } from '../people/person.ts';
import type { TvSeriesSummary } from './tv.ts';

/**
 * A row of a list that mixes kinds. `media_type` tells them apart; lists of old lack it, and new kinds come without notice.
 */
export type MediaRow = (MovieSummary | TvSeriesSummary | PersonSummary | CollectionSummary) & { media_type?: string | null };
