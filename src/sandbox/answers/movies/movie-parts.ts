import { languageOf, paged, pagedList, type Call } from '../../http/call.ts';
import type { CastRow, Movie } from '../../catalogue/catalogue-rows.ts';
import { externalIds } from '../media/external-ids.ts';
import { KEYWORDS } from '../../catalogue/catalogue.ts';
import { changesOf } from '../reference/changes.ts';
import { movieText } from '../../generated/movie-text.ts';
import { movieRow, MOVIE_TYPE, relatedIds, movieSummary } from './movies.ts';
import { imageLists } from '../media/images.ts';
import { generatedReview, reviewCount } from '../../generated/generated-parts.ts';
import { crewPart, personPart } from '../people/person-part.ts';
import { slug } from '../media/slug.ts';
import { translationsOf } from '../media/translations.ts';
import { videoRows } from '../media/videos.ts';
import { providerMap } from '../reference/providers.ts';
import { listsWith } from '../../user/generated-lists.ts';

const castPart = ({ id, character, credit, castId }: CastRow, order: number) => ({
  ...personPart(id),
  cast_id: castId ?? order + 1,
  character,
  credit_id: credit,
  order,
});

/** TMDB leaves the title empty where it equals the original one. */
function translated(movie: Movie, language: string) {
  const { title, overview, tagline } = movieText(movie, language);
  return {
    homepage: language === 'en' ? (movie.homepage ?? '') : '',
    overview,
    runtime: overview === '' ? 0 : (movie.runtime ?? 0),
    tagline,
    title: title === movie.title ? '' : title,
  };
}

function linkedPage(call: Call, movie: Movie, kind: 'recommendations' | 'similar') {
  const language = languageOf(call);
  return pagedList(call, relatedIds(movie, kind, call), (id) =>
    movieRow(movieSummary(id, call.today()), language, kind === 'recommendations' ? MOVIE_TYPE : {}),
  );
}

/**
 * Every part of a movie besides its details, keyed by TMDB's name for it. The `id` is left out: only a part's own path
 * adds it.
 */
export const MOVIE_PARTS = {
  alternative_titles: (movie, { query }) => ({
    titles: (movie.alternatives ?? [])
      .filter(([country]) => [country, null].includes(query.get('country')))
      .map(([country, title, type]) => ({ iso_3166_1: country, title, type })),
  }),
  changes: (movie, call) => changesOf(call, movie.id),
  credits: (movie) => ({ cast: (movie.cast ?? []).map(castPart), crew: (movie.crew ?? []).map(crewPart) }),
  external_ids: (movie) => externalIds('movie', movie),
  images: ({ backdrops, logos, posters }, call) => imageLists({ backdrops, logos, posters }, call),
  keywords: (movie) => ({ keywords: (movie.keywords ?? []).map((id) => ({ id, name: KEYWORDS.get(id)?.name ?? '' })) }),
  lists: (movie, call) => listsWith(movie, call, { list_type: 'movie' }),
  recommendations: (movie, call) => linkedPage(call, movie, 'recommendations'),
  release_dates: (movie) => ({
    results: Object.entries(movie.releases ?? {}).map(([country, releases]) => ({
      iso_3166_1: country,
      release_dates: releases.map(({ certification, language, note, date, type }) => ({
        certification,
        descriptors: [],
        iso_639_1: language,
        note,
        release_date: date,
        type,
      })),
    })),
  }),
  releases: (movie) => ({
    countries: Object.entries(movie.releases ?? {}).flatMap(([country, releases]) =>
      releases.map(({ certification, date }) => ({
        certification,
        descriptors: [],
        iso_3166_1: country,
        primary: false,
        release_date: date.slice(0, 10),
      })),
    ),
  }),
  reviews: (movie, call) => paged(call, reviewCount(movie.id), (index) => generatedReview(movie.id, index), 1),
  similar: (movie, call) => linkedPage(call, movie, 'similar'),
  trailers: (movie) => ({
    quicktime: [],
    youtube: (movie.videos ?? [])
      .filter(({ type }) => type === 'Trailer')
      .map(({ name, key, type }) => ({ name, size: 'HD', source: key, type })),
  }),
  translations: (movie) => translationsOf((language) => translated(movie, language), Object.keys(movie.titles ?? {})),
  videos: (movie, call) => ({ results: videoRows(movie.videos, call) }),
  'watch/providers': (movie) => ({
    results: providerMap(movie.providers, `movie/${movie.id}-${slug(movie.title)}`),
  }),
} satisfies Record<string, (movie: Movie, call: Call) => object>;
