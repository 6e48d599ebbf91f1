import { builder, holes } from './builder.ts';
import { CERTIFICATION, certificationArgs } from './certification-in.ts';
import { Genre } from './genre.ts';
import { Backdrop, Logo, Poster } from './image.ts';
import type { Node } from './part.ts';
import { textArgs } from './text.ts';
import { BACKDROP, LOGO, logoArgs, pictureArgs, POSTER } from './picture.ts';
import { TRAILER, trailerArgs, Video } from './video.ts';

export const Media = builder.interfaceRef<Node>('Media');

Media.implement({
  description: 'What films and series have in common. Of a series, `title` is its name and `releaseDate` the day its first episode aired.',
  resolveType: ({ typename }) => typename,
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s number.' }),
    title: t.string({
      description: 'In the first of the operation’s languages that has it, or the original title where nobody translated it.',
      args: textArgs,
    }),
    titleLanguage: t.field({ type: 'LanguageTag', description: 'The language that `title` is in.', args: textArgs }),
    originalTitle: t.string({ description: 'In the language it was made in.' }),
    originalLanguage: t.string({ description: 'ISO 639-1 code of the language it was made in.' }),
    overview: t.string({
      description: 'What it is about. Null when nobody wrote it in any of the operation’s languages.',
      args: textArgs,
    }),
    overviewLanguage: t.field({
      type: 'LanguageTag',
      description: 'The language that `overview` is in. Null when there is none.',
      args: textArgs,
    }),
    releaseDate: t.field({ type: 'Date', description: 'The first release. Null when it is not known.' }),
    releaseYear: t.int({ description: 'The year of `releaseDate`.' }),
    popularity: t.float({ description: 'TMDB’s own measure of attention, without a unit; it changes daily.' }),
    voteAverage: t.float({ description: 'From 0 to 10, by TMDB’s users. 0 when nobody voted.' }),
    voteCount: t.int({ description: 'How many users voted.' }),
    adult: t.boolean({ description: 'Whether it is pornography. Null where TMDB has not said so.' }),
    poster: t.field({ type: Poster, description: POSTER, args: pictureArgs }),
    backdrop: t.field({ type: Backdrop, description: BACKDROP, args: pictureArgs }),
    certification: t.string({ description: CERTIFICATION, args: certificationArgs }),
    trailer: t.field({ type: Video, description: TRAILER, args: trailerArgs }),
    logo: t.field({ type: Logo, description: LOGO, args: logoArgs }),
    genres: t.field({ type: [Genre], nullable: holes, description: 'What kind of film or series it is.' }),
  }),
});
