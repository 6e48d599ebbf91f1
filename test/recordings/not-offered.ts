import type { NotOffered } from '../support/compare.ts';

/** What TMDB's recorded answers hold and the graph leaves out on purpose: the whole list, for every resource. */
export const notOffered: readonly NotOffered[] = [
  { path: 'movie.trailers.**', reason: 'The form of 2012; `videos` says the same and more.' },
  { path: 'movie.releases.**', reason: 'The form of 2012; `releaseDates` says the same and more.' },
  { path: 'season.details._id', reason: 'A second id of the season, in hexadecimal: no path of TMDB takes it.' },
  { path: 'genre.movies.**', reason: 'The form of 2022; TMDB put its discover path in place of it.' },
  { path: 'job.list.**', reason: 'The form of 2022; `departments` says the same.' },
  { path: 'list.v4.object_ids**', reason: 'Ids of another database, in hexadecimal: no path of TMDB takes them.' },
  { path: 'lists.v4.results[].account_object_id', reason: 'The account whose lists they are: `viewer.accountId`.' },
  { path: 'lists.v4.results[].sort_by', reason: 'A number here, and TMDB says nowhere what it means; `sortBy` asks for the word.' },
  { path: 'status.status_message', reason: 'TMDB’s own prose; a success is one by what comes with it.' },
  { path: 'status.success', reason: 'That there is no error says it.' },
  { path: 'status.media_**', reason: 'Repeats what was asked for.' },
];
