import type { Table } from '../support/compare.ts';
import { listFamily } from './list.ts';
import { externalIds } from './parts.ts';
import { images } from './pictures.ts';
import type { Family } from './prove.ts';
import { changes, episode, movie, knownFor, person, picture, season, series, personFields, translations } from './rows.ts';
import { date, page, same, text, under, union } from './rules.ts';
import { type RecordedResource, resourceFamilies } from './resource.ts';

/** The details of a person. */
const details: Table = {
  ...personFields,
  biography: text('biography'),
  birthday: date('birthday'),
  deathday: date('deathday'),
  place_of_birth: text('placeOfBirth'),
  'also_known_as[]': same('alsoKnownAs[]'),
  homepage: text('homepage'),
  imdb_id: text('imdbId'),
};

/** A role, on the edge. */
const cast: Table = { character: text('character'), credit_id: same('creditId') };

/** The place in the billing; only movies have it. */
const billing: Table = { order: same('order') };

/** A job, on the edge. */
const crew: Table = { department: text('department'), job: text('job'), credit_id: same('creditId') };

/** The share in a series. */
const episodes: Table = { episode_count: same('episodeCount'), first_credit_air_date: date('firstCreditAirDate') };

/** The credits of a person: each role or job with its movie or series. */
const credits = (field: string, row: Table, share: Table, billed: Table): Table => ({
  ...under('cast[].', `${field}.cast.edges[].`, { ...cast, ...billed, ...share }),
  ...under('cast[].', `${field}.cast.edges[].node.`, row),
  ...under('crew[].', `${field}.crew.edges[].`, { ...crew, ...share }),
  ...under('crew[].', `${field}.crew.edges[].node.`, row),
  id: same('tmdbId'),
});

/** A picture that a person is tagged in; its type tells the kind. */
const taggedPicture: Table = union({
  Poster: picture('poster'),
  Backdrop: picture('backdrop'),
  Still: picture('still'),
  Profile: picture('profile'),
  Logo: picture('logo'),
});

/** A table for each document about a person, by TMDB's name of the document. */
const parts: Readonly<Record<string, Table>> = {
  details,
  changes,
  combined_credits: credits('combinedCredits', knownFor, episodes, billing),
  external_ids: externalIds(
    'imdb_id',
    'wikidata_id',
    'facebook_id',
    'instagram_id',
    'twitter_id',
    'tiktok_id',
    'youtube_id',
    'freebase_mid',
    'freebase_id',
    'tvrage_id',
  ),
  images: images('profiles'),
  movie_credits: credits('movieCredits', movie, {}, billing),
  tagged_images: {
    ...under('results[].', 'taggedImages.nodes[].', {
      id: same('tmdbId'),
      image_type: same('imageType'),
      media_type: { at: 'media.__typename', expected: (kind) => TAGGED[String(kind)] ?? null },
    }),
    ...under('results[].', 'taggedImages.nodes[].image.', taggedPicture),
    ...under(
      'results[].media.',
      'taggedImages.nodes[].media.',
      union({ Movie: movie, TvSeries: series, TvSeason: season, TvEpisode: episode }),
    ),
    ...page('taggedImages'),
    id: same('tmdbId'),
  },
  translations: { ...translations({ biography: text('biography'), name: text('primaryName') }), id: same('tmdbId') },
  tv_credits: credits('tvCredits', series, episodes, {}),
};

/** The types behind TMDB's names of the media that tagged pictures belong to. */
const TAGGED: Readonly<Record<string, string>> = { movie: 'Movie', tv: 'TvSeries', season: 'TvSeason', episode: 'TvEpisode' };

/** A person with every recorded document. */
export const personResource: RecordedResource = { kind: 'person', parts };

/** The documents about a person, and the lists of people. */
export const personFamilies: readonly Family[] = [
  ...resourceFamilies(personResource),
  listFamily({ family: '/3/person/popular', root: 'popularPeople', row: person }),
  {
    family: '/3/person/latest',
    question: ({ body }) => ({
      documents: [{ name: 'latestPerson', body, table: under('', 'latestPerson.', details) }],
      arguments: {},
    }),
  },
];
