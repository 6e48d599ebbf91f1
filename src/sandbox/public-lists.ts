import { FILMS, SERIES } from './catalogue.ts';
import { filmThing, seriesThing } from './thing.ts';
import { CURATOR } from './users.ts';

const SCIENCE_FICTION = 878;
const films = FILMS.toSorted((a, b) => b.votes - a.votes);
const series = SERIES.toSorted((a, b) => b.votes - a.votes);
const otherWorlds = films.filter(({ genres }) => genres.includes(SCIENCE_FICTION)).slice(0, 45);

const own = { owner: CURATOR, language: 'en' } as const;

/** Lists that are there from the start: one over several pages, one with series among the films, an empty one. */
export const PUBLIC_LISTS = [
  { ...own, id: 1, name: 'To other worlds', description: 'Science fiction, best known first.', things: otherWorlds.map(filmThing) },
  {
    ...own,
    id: 2,
    name: 'Everybody has seen these',
    description: 'Films and series.',
    things: [...films.slice(0, 6).map(filmThing), ...series.slice(0, 6).map(seriesThing)],
  },
  { ...own, id: 3, name: 'Still to come', description: '', things: [] },
] as const;
