import type { NotOffered } from '../support/compare.ts';

/** Every value in TMDB's recorded answers that the graph leaves out on purpose. */
export const notOffered: readonly NotOffered[] = [
  { path: 'movie.trailers.**', reason: 'The form of 2012; `videos` says the same and more.' },
  { path: 'movie.releases.**', reason: 'The form of 2012; `releaseDates` says the same and more.' },
  { path: 'season.details._id', reason: 'A second id of the season, in hexadecimal: no path of TMDB takes it.' },
  { path: 'genre.movies.**', reason: 'The form of 2022; TMDB replaced it by its discover path.' },
  { path: 'job.list.**', reason: 'The form of 2022; `departments` says the same.' },
  { path: 'list.v4.object_ids**', reason: 'Ids of another database, in hexadecimal: no path of TMDB takes them.' },
  { path: 'lists.v4.results[].account_object_id', reason: 'The account that owns the lists: `viewer.accountId`.' },
  { path: 'lists.v4.results[].sort_by', reason: 'A number here, and TMDB does not document its meaning; `List.sort` has the word.' },
  { path: 'status.status_message', reason: 'TMDB’s own prose; the payload tells a success.' },
  { path: 'status.success', reason: 'The absence of an error says the same.' },
  { path: 'status.media_**', reason: 'Repeats the arguments.' },
];
