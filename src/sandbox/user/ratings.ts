import { unfit } from '../http/failure.ts';
import { movieOf } from '../answers/movies/movie.ts';
import { created, done, ok, raterOf, type PersonalHandlers, type PersonalCall } from './personal-call.ts';
import { episodeOf, episodesOf, seasonOf } from '../answers/tv/seasons.ts';
import { seriesOf } from '../answers/tv/series-by-id.ts';
import type { Owner } from './user-items.ts';
import { episodeItem, movieItem, seriesItem, type MediaItem } from './media-item.ts';

const SEASON = '/3/tv/{series}/season/{season}';

/** Media that can be rated, by its path. */
const RATED: Readonly<Record<string, (call: PersonalCall) => MediaItem>> = {
  '/3/movie/{movie}': (call) => movieItem(movieOf(call)),
  '/3/tv/{series}': (call) => seriesItem(seriesOf(call)),
  [`${SEASON}/episode/{episode}`]: (call) => episodeItem(episodeOf(call).episode),
};

/** A rating of 0.5 to 10 in steps of 0.5. @throws status 18 for anything else. */
function valueOf({ body: { value } }: PersonalCall): number {
  if (typeof value !== 'number' || value < 0.5 || value > 10 || !Number.isInteger(value * 2)) {
    throw unfit('Value is a multiple of 0.5 from 0.5 to 10.');
  }
  return value;
}

const ratedBy = ({ accounts }: PersonalCall, rater: Owner, { key }: MediaItem) => {
  const value = accounts.items.rated.of(rater).get(key)?.value;
  return value === undefined ? false : { value };
};

/** The account states of a movie, series or episode. An episode cannot be a favorite or on a watchlist. */
function stateOf(call: PersonalCall, media: MediaItem): object {
  const rater = raterOf(call);
  const { favorite, watchlist } = call.accounts.items;
  const rated = ratedBy(call, rater, media);
  if (media.kind === 'episode') return { id: media.id, rated };
  return { id: media.id, favorite: favorite.of(rater).has(media.key), rated, watchlist: watchlist.of(rater).has(media.key) };
}

/** The account states of a season: the ratings of its episodes. */
function seasonState(call: PersonalCall): object {
  const rater = raterOf(call);
  const { series, season } = seasonOf(call);
  const results = episodesOf(series, season).map((episode) => ({
    id: episode.id,
    episode_number: episode.number,
    rated: ratedBy(call, rater, episodeItem(episode)),
  }));
  return { id: season.id, results };
}

const handlersOf = ([path, itemOf]: [string, (call: PersonalCall) => MediaItem]): PersonalHandlers => ({
  [`POST ${path}/rating`]: (call) => {
    const rater = raterOf(call);
    return call.accounts.items.rated.put(rater, itemOf(call), valueOf(call)) ? done(12) : created();
  },
  [`DELETE ${path}/rating`]: (call) => {
    call.accounts.items.rated.remove(raterOf(call), itemOf(call));
    return done(13);
  },
  [`GET ${path}/account_states`]: (call) => ok(stateOf(call, itemOf(call))),
});

export const RATINGS: PersonalHandlers = {
  ...Object.assign({}, ...Object.entries(RATED).map(handlersOf)),
  [`GET ${SEASON}/account_states`]: (call) => ok(seasonState(call)),
};
