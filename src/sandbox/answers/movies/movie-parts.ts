import { languageOf, paged, pagedList, type Call } from '../../http/call.ts';
import type { CastRow, Film, ReleaseRow } from '../../catalogue/catalogue-rows.ts';
import { KEYWORDS } from '../../catalogue/catalogue.ts';
import { changesOf } from '../reference/changes.ts';
import { filmText, TEXT_LANGUAGES } from '../../generated/movie-text.ts';
import { filmRow, MOVIE, relatedIds, summaryById } from './movies.ts';
import { imageLanguages, imageRows, onlyImage } from '../../generated/images.ts';
import { madeProviders, madeReview, madeVideos, reviewCount } from '../../generated/made.ts';
import { crewPart, personPart } from '../people/person-part.ts';
import { slug } from '../../generated/slug.ts';
import { inLanguage } from './translations.ts';
import { videoRows } from './videos.ts';
import { providerMap } from '../reference/providers.ts';
import { listsWith } from '../../user/made-lists.ts';

const castPart = ({ id, character, credit, castId }: CastRow, order: number) => ({
  ...personPart(id),
  cast_id: castId ?? order + 1,
  character,
  credit_id: credit,
  order,
});

/** Those without a recording had at least their first release somewhere. */
export const releasesOf = (film: Film): Record<string, ReleaseRow[]> =>
  film.releases ?? {
    [film.countries?.[0] ?? 'US']: [{ certification: '', language: '', note: '', date: `${film.date}T00:00:00.000Z`, type: 3 }],
  };

function translation(film: Film, language: 'en' | 'de') {
  const { title, overview, tagline } = filmText(film, language);
  return {
    ...inLanguage(language),
    // An empty title means that it is the original one.
    data: {
      homepage: language === 'en' ? (film.homepage ?? '') : '',
      overview,
      runtime: film.runtime ?? 0,
      tagline,
      title: title === film.title ? '' : title,
    },
  };
}

/** Languages of which only the title was recorded. */
const titleOnly = ([language, title]: [string, string]) => ({
  ...inLanguage(language),
  data: { homepage: '', overview: '', runtime: 0, tagline: '', title },
});

function linkedPage(call: Call, film: Film, kind: 'recommendations' | 'similar') {
  const language = languageOf(call);
  return pagedList(call, relatedIds(film, kind, call), (id) => filmRow(summaryById(id), language, kind === 'recommendations' ? MOVIE : {}));
}

/**
 * Every document about a film besides its details, by TMDB's name for it; without the `id` that only the path of its
 * own adds.
 */
export const MOVIE_PARTS = {
  alternative_titles: (film, { query }) => ({
    titles: (film.alternatives ?? [])
      .filter(([country]) => [country, null].includes(query.get('country')))
      .map(([country, title, type]) => ({ iso_3166_1: country, title, type })),
  }),
  changes: (film, call) => changesOf(call, film.id),
  credits: (film) => ({ cast: (film.cast ?? []).map(castPart), crew: (film.crew ?? []).map(crewPart) }),
  external_ids: ({ imdb, external = {} }) => ({
    imdb_id: imdb ?? null,
    wikidata_id: external.wikidata ?? null,
    facebook_id: external.facebook ?? null,
    instagram_id: external.instagram ?? null,
    twitter_id: external.twitter ?? null,
  }),
  images: (film, call) => {
    const wanted = imageLanguages(call);
    return {
      backdrops: imageRows(film.backdrops ?? onlyImage(film.backdrop, 1920, 1080, null), wanted),
      logos: imageRows(film.logos, wanted),
      posters: imageRows(film.posters ?? onlyImage(film.poster, 1000, 1500, 'en'), wanted),
    };
  },
  keywords: (film) => ({ keywords: (film.keywords ?? []).map((id) => ({ id, name: KEYWORDS.get(id)?.name ?? '' })) }),
  lists: (film, call) => listsWith(film, call, { list_type: 'movie' }),
  recommendations: (film, call) => linkedPage(call, film, 'recommendations'),
  release_dates: (film) => ({
    results: Object.entries(releasesOf(film)).map(([country, releases]) => ({
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
  releases: (film) => ({
    countries: Object.entries(releasesOf(film)).flatMap(([country, releases]) =>
      releases.map(({ certification, date }) => ({
        certification,
        descriptors: [],
        iso_3166_1: country,
        primary: false,
        release_date: date.slice(0, 10),
      })),
    ),
  }),
  reviews: (film, call) => paged(call, reviewCount(film.id), (index) => madeReview(film.id, index), 1),
  similar: (film, call) => linkedPage(call, film, 'similar'),
  trailers: (film) => ({
    quicktime: [],
    youtube: (film.videos ?? madeVideos(film))
      .filter(({ type }) => type === 'Trailer')
      .map(({ name, key, type }) => ({ name, size: 'HD', source: key, type })),
  }),
  translations: (film) => ({
    translations: [
      ...TEXT_LANGUAGES.map((language) => translation(film, language)),
      ...Object.entries(film.titles ?? {})
        .filter(([language]) => !['en', 'de'].includes(language))
        .map(titleOnly),
    ],
  }),
  videos: (film, call) => ({ results: videoRows(film.videos ?? madeVideos(film), call) }),
  'watch/providers': (film) => ({ results: providerMap(film.providers ?? madeProviders(film.id), `movie/${film.id}-${slug(film.title)}`) }),
} satisfies Record<string, (film: Film, call: Call) => object>;
