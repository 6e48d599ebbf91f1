import { knownInstant, knownText } from '../../src/tmdb/known.ts';
import type { VideoRow } from '../../src/tmdb/api/titles/video.ts';
import { builder } from '../core/builder.ts';

/** Where a video is watched, by TMDB's name of the site. */
const WATCH_URL: Readonly<Record<string, string>> = {
  YouTube: 'https://www.youtube.com/watch?v=',
  Vimeo: 'https://vimeo.com/',
};

export const Video = builder.objectRef<VideoRow>('Video');

Video.implement({
  description: 'A trailer, teaser, clip or the like, at another site.',
  fields: (t) => ({
    tmdbId: t.exposeString('id', { description: 'TMDB’s id of the video.' }),
    key: t.string({ description: 'The video’s own id at its site.', resolve: ({ key }) => knownText(key) }),
    name: t.string({ description: 'What it is called.', resolve: ({ name }) => knownText(name) }),
    site: t.string({ description: '`YouTube` or `Vimeo`; others may come.', resolve: ({ site }) => knownText(site) }),
    url: t.string({
      description: 'Where it can be watched. Null when TMDB names a site that this API does not know.',
      resolve: ({ site, key }) =>
        site !== undefined && key !== undefined && Object.hasOwn(WATCH_URL, site) ? `${WATCH_URL[site]}${encodeURIComponent(key)}` : null,
    }),
    size: t.exposeInt('size', { description: 'Lines of its best version: 360, 480, 720, 1080 or 2160.' }),
    type: t.string({
      description:
        '`Trailer`, `Teaser`, `Clip`, `Featurette`, `Behind the Scenes`, `Bloopers`, `Opening Credits`, `Recap`; others may come.',
      resolve: ({ type }) => knownText(type),
    }),
    official: t.exposeBoolean('official', { description: 'Whether the makers published it.' }),
    publishedAt: t.field({
      type: 'DateTime',
      description: 'When it was published at its site.',
      resolve: ({ published_at }) => knownInstant(published_at),
    }),
    language: t.string({ description: 'ISO 639-1 code of its language.', resolve: ({ iso_639_1 }) => knownText(iso_639_1) }),
    country: t.string({
      description: 'ISO 3166-1 code of the country it is meant for.',
      resolve: ({ iso_3166_1 }) => knownText(iso_3166_1),
    }),
  }),
});

export const TRAILER =
  'The trailer to show: at YouTube, in the first language that has any, official ones first, trailers before teasers, then the sharpest and newest. Null when there is none. Rides in the request for the thing itself; in a list it costs one request for each thing.';

export const trailerArgs = builder.args((t) => ({
  languages: t.field({
    type: ['LanguageTag'],
    description: 'In which languages, the most wanted first: `["de", "en"]`. When not given: the operation’s languages.',
  }),
}));
