import { knownText } from '../src/tmdb/known.ts';
import type { ExternalIds as Row } from '../src/tmdb/movie.ts';
import { builder } from './builder.ts';

export const ExternalIds = builder.objectRef<Row>('ExternalIds');

ExternalIds.implement({
  description: 'What it is called elsewhere. Each is null when TMDB does not know it.',
  fields: (t) => ({
    imdbId: t.string({ description: 'At IMDb: `tt0133093`.', resolve: ({ imdb_id }) => knownText(imdb_id) }),
    wikidataId: t.string({ description: 'At Wikidata: `Q83495`.', resolve: ({ wikidata_id }) => knownText(wikidata_id) }),
    facebookId: t.string({ description: 'Its page at Facebook.', resolve: ({ facebook_id }) => knownText(facebook_id) }),
    instagramId: t.string({ description: 'Its account at Instagram.', resolve: ({ instagram_id }) => knownText(instagram_id) }),
    twitterId: t.string({ description: 'Its account at X, formerly Twitter.', resolve: ({ twitter_id }) => knownText(twitter_id) }),
  }),
});
