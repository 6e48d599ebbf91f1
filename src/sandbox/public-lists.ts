import { FILMS, SERIES } from './catalogue.ts';
import { failure } from './failure.ts';
import { filmThing, seriesThing, type Thing } from './thing.ts';
import { userNamed, type User } from './users.ts';

interface PublicList {
  readonly id: number;
  readonly owner: User;
  readonly name: string;
  readonly description: string;
  readonly language: string;
  readonly things: readonly Thing[];
}

function curator(): User {
  const user = userNamed('curator');
  if (!user) throw failure(11);
  return user;
}

const SCIENCE_FICTION = 878;
const byFame = <Row extends { votes: number }>(rows: readonly Row[]) => rows.toSorted((a, b) => b.votes - a.votes);
const films = byFame(FILMS);

/** Lists that are there from the start: one over several pages, one with series among the films, an empty one. */
export const PUBLIC_LISTS: readonly PublicList[] = (
  [
    [
      1,
      'To other worlds',
      'Science fiction, best known first.',
      films
        .filter(({ genres }) => genres.includes(SCIENCE_FICTION))
        .slice(0, 45)
        .map(filmThing),
    ],
    [
      2,
      'Everybody has seen these',
      'Films and series.',
      [...films.slice(0, 6).map(filmThing), ...byFame(SERIES).slice(0, 6).map(seriesThing)],
    ],
    [3, 'Still to come', '', []],
  ] as const
).map(([id, name, description, things]) => ({ id, owner: curator(), name, description, language: 'en', things }));
