import { ACCOUNT_STATES, AccountStates } from './account-states.ts';
import { ALTERNATIVE_TITLES, AlternativeTitle, alternativeTitleArgs } from './alternative-title.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { CERTIFICATION, certificationArgs } from './certification-in.ts';
import { Change } from './change.ts';
import { Company } from '../reference/company.ts';
import { listArgs, pageArgs } from '../core/connection.ts';
import { Country, Language } from '../reference/country.ts';
import { CAST, CastConnection, CREW, crewArgs, CrewConnection } from '../people/credits.ts';
import { Genre } from '../reference/genre.ts';
import { Backdrop, Logo, Poster } from './image.ts';
import { Keyword } from '../reference/keyword.ts';
import { ListConnection } from '../lists/list.ts';
import { changeArgs, CHANGES, LISTS, REVIEWS, videoArgs, VIDEOS, watchProviderArgs, WATCH_PROVIDERS } from './media-parts.ts';
import { NodeInterface } from '../core/node-interface.ts';
import type { Node } from '../core/node.ts';
import { textArgs } from '../core/text.ts';
import { BACKDROP, LOGO, logoArgs, pictureArgs, POSTER } from './picture.ts';
import { ReviewConnection } from './review.ts';
import { TRAILER, trailerArgs, Video } from './video.ts';
import { WatchProviders } from './watch-provider.ts';

export const Media = builder.interfaceRef<Node>('Media');

// A field that both have alike stands here too: test/schema/media.test.ts compares them.
Media.implement({
  description: 'What films and series have in common. Of a series, `title` is its name and `releaseDate` the day its first episode aired.',
  interfaces: [NodeInterface],
  resolveType: ({ typename }) => typename,
  fields: (t) => ({
    accountStates: t.field({ type: AccountStates, description: ACCOUNT_STATES }),
    tmdbId: t.int({ nullable: false, description: 'TMDB’s number.' }),
    imdbId: t.string({ description: 'Id at IMDb: `tt0133093`. Null when TMDB does not know it.' }),
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
    tagline: t.string({
      description: 'The line on the poster. Null when there is none in any of the operation’s languages.',
      args: textArgs,
    }),
    taglineLanguage: t.field({
      type: 'LanguageTag',
      description: 'The language that `tagline` is in. Null when there is none.',
      args: textArgs,
    }),
    homepage: t.string({
      description: 'Its own site. Null when there is none in any of the operation’s languages.',
      args: textArgs,
    }),
    releaseDate: t.field({ type: 'Date', description: 'The first release. Null when it is not known.' }),
    releaseYear: t.int({ description: 'The year of `releaseDate`.' }),
    status: t.string({
      description: '`In Production`, `Released`, `Returning Series`, `Ended` …: films and series have words of their own.',
    }),
    popularity: t.float({ description: 'TMDB’s own measure of attention, without a unit; it changes daily.' }),
    voteAverage: t.float({ description: 'From 0 to 10, by TMDB’s users. 0 when nobody voted.' }),
    voteCount: t.int({ description: 'How many users voted.' }),
    adult: t.boolean({ description: 'Whether it is pornography. Null where TMDB has not said so.' }),
    softcore: t.boolean({ description: 'Whether it is soft pornography. Null where TMDB has not said so.' }),
    poster: t.field({ type: Poster, description: POSTER, args: pictureArgs }),
    backdrop: t.field({ type: Backdrop, description: BACKDROP, args: pictureArgs }),
    certification: t.string({ description: CERTIFICATION, args: certificationArgs }),
    trailer: t.field({ type: Video, description: TRAILER, args: trailerArgs }),
    logo: t.field({ type: Logo, description: LOGO, args: logoArgs }),
    genres: t.field({ type: [Genre], nullable: nullableItems, description: 'What kind of film or series it is.' }),
    keywords: t.field({ type: [Keyword], nullable: nullableItems, description: 'Words it is found by.' }),
    productionCompanies: t.field({ type: [Company], nullable: nullableItems, description: 'Who produced it.' }),
    productionCountries: t.field({ type: [Country], nullable: nullableItems, description: 'Where it was produced.' }),
    originCountries: t.field({ type: ['CountryCode'], nullable: nullableItems, description: 'Where it is from, as ISO 3166-1 codes.' }),
    spokenLanguages: t.field({ type: [Language], nullable: nullableItems, description: 'What is spoken in it.' }),
    alternativeTitles: t.field({
      type: [AlternativeTitle],
      nullable: nullableItems,
      description: ALTERNATIVE_TITLES,
      args: alternativeTitleArgs,
    }),
    cast: t.field({ type: CastConnection, description: CAST, args: listArgs }),
    crew: t.field({ type: CrewConnection, description: CREW, args: crewArgs }),
    lists: t.field({ type: ListConnection, description: LISTS, args: pageArgs }),
    reviews: t.field({ type: ReviewConnection, description: REVIEWS, args: pageArgs }),
    videos: t.field({ type: [Video], nullable: nullableItems, description: VIDEOS, args: videoArgs }),
    watchProviders: t.field({ type: [WatchProviders], nullable: nullableItems, description: WATCH_PROVIDERS, args: watchProviderArgs }),
    changes: t.field({ type: [Change], nullable: nullableItems, description: CHANGES, args: changeArgs }),
  }),
});
