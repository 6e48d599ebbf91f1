import { knownId, knownInstant, knownText } from '../../src/tmdb/known.ts';
import { codeOf } from '../../src/tmdb/language.ts';
import type { VideoRow } from '../../src/tmdb/api/titles/video.ts';
import { builder } from '../core/builder.ts';
import { ORIGINAL_LANGUAGE } from '../core/original-language.ts';

/** URL prefixes of videos, by TMDB's name of the site. */
const WATCH_URL: Readonly<Record<string, string>> = {
  YouTube: 'https://www.youtube.com/watch?v=',
  Vimeo: 'https://vimeo.com/',
};

export const Video = builder.objectRef<VideoRow>('Video');

Video.implement({
  description: 'A trailer, teaser, clip or similar video at another site.',
  fields: (t) => ({
    tmdbId: t.exposeString('id', { description: 'TMDB’s id of the video.' }),
    key: t.string({ description: 'Id of the video at its site.', resolve: ({ key }) => knownId(key) }),
    name: t.string({ description: 'Name of the video.', resolve: ({ name }) => knownText(name) }),
    site: t.string({
      description: 'Site of the video: `YouTube` or `Vimeo`; TMDB may add others.',
      resolve: ({ site }) => knownText(site),
    }),
    url: t.string({
      description: 'URL for watching it. Null without a key, and for a site that this API does not know.',
      resolve({ site, key }) {
        const id = knownId(key);
        return id !== null && site !== undefined && Object.hasOwn(WATCH_URL, site) ? `${WATCH_URL[site]}${encodeURIComponent(id)}` : null;
      },
    }),
    size: t.exposeInt('size', { description: 'Height of its best version in pixels: 360, 480, 720, 1080 or 2160.' }),
    type: t.string({
      description:
        'Kind of video: `Trailer`, `Teaser`, `Clip`, `Featurette`, `Behind the Scenes`, `Bloopers`, `Opening Credits`, `Recap`; TMDB may add others.',
      resolve: ({ type }) => knownText(type),
    }),
    official: t.exposeBoolean('official', { description: 'Whether it is an official publication.' }),
    publishedAt: t.field({
      type: 'DateTime',
      description: 'Time of publication at its site.',
      resolve: ({ published_at }) => knownInstant(published_at),
    }),
    language: t.string({ description: 'ISO 639-1 code of the video’s language. Null without one.', resolve: codeOf }),
    country: t.string({
      description: 'ISO 3166-1 code of the country that it is meant for.',
      resolve: ({ iso_3166_1 }) => knownText(iso_3166_1),
    }),
  }),
});

export const TRAILER =
  'The best trailer at YouTube in the first language that has any: official videos first, trailers before teasers, then by resolution and date. Null when there is none. Shares the request for the title itself.';

export const trailerArgs = builder.args((t) => ({
  languages: t.field({
    type: ['LanguageTag'],
    description: `Languages of the trailer, in order of preference: \`["de", "en"]\`. ${ORIGINAL_LANGUAGE} Default: the operation’s languages.`,
  }),
}));
