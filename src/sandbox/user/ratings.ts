import { unfit } from '../http/failure.ts';
import { filmOf } from '../answers/movies/movie.ts';
import { created, done, ok, raterOf, type Handlers, type PersonalCall } from './personal-call.ts';
import { episodeOf, episodesOf, seasonOf } from '../answers/tv/seasons.ts';
import { seriesOf } from '../answers/tv/series-by-id.ts';
import type { Owner } from './shelf.ts';
import { episodeThing, filmThing, seriesThing, type Thing } from './thing.ts';

const SEASON = '/3/tv/{series}/season/{season}';

/** What can be rated, by its path. */
const RATED: Readonly<Record<string, (call: PersonalCall) => Thing>> = {
  '/3/movie/{movie}': (call) => filmThing(filmOf(call)),
  '/3/tv/{series}': (call) => seriesThing(seriesOf(call)),
  [`${SEASON}/episode/{episode}`]: (call) => episodeThing(episodeOf(call).episode),
};

/** Half a star to ten, in halves. @throws status 18 for anything else. */
function valueOf({ body: { value } }: PersonalCall): number {
  if (typeof value !== 'number' || value < 0.5 || value > 10 || !Number.isInteger(value * 2)) {
    throw unfit('Value is a multiple of 0.5 from 0.5 to 10.');
  }
  return value;
}

const ratedBy = ({ people }: PersonalCall, rater: Owner, { key }: Thing) => {
  const value = people.shelves.rated.of(rater).get(key)?.value;
  return value === undefined ? false : { value };
};

/** Of a film or series; an episode can be neither a favourite nor on a watchlist. */
function stateOf(call: PersonalCall, thing: Thing): object {
  const rater = raterOf(call);
  const { favorite, watchlist } = call.people.shelves;
  const rated = ratedBy(call, rater, thing);
  if (thing.kind === 'episode') return { id: thing.id, rated };
  return { id: thing.id, favorite: favorite.of(rater).has(thing.key), rated, watchlist: watchlist.of(rater).has(thing.key) };
}

/** Of a season: what was rated of its episodes. */
function seasonState(call: PersonalCall): object {
  const rater = raterOf(call);
  const { series, season } = seasonOf(call);
  const results = episodesOf(series, season).map((episode) => ({
    id: episode.id,
    episode_number: episode.number,
    rated: ratedBy(call, rater, episodeThing(episode)),
  }));
  return { id: season.id, results };
}

const handlersOf = ([path, thingOf]: [string, (call: PersonalCall) => Thing]): Handlers => ({
  [`POST ${path}/rating`]: (call) => {
    const rater = raterOf(call);
    return call.people.shelves.rated.put(rater, thingOf(call), valueOf(call)) ? done(12) : created();
  },
  [`DELETE ${path}/rating`]: (call) => {
    call.people.shelves.rated.remove(raterOf(call), thingOf(call));
    return done(13);
  },
  [`GET ${path}/account_states`]: (call) => ok(stateOf(call, thingOf(call))),
});

export const RATINGS: Handlers = {
  ...Object.assign({}, ...Object.entries(RATED).map(handlersOf)),
  [`GET ${SEASON}/account_states`]: (call) => ok(seasonState(call)),
};
