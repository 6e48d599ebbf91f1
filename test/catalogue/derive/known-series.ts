import { createHash } from 'node:crypto';
import { FIRST_UNRECORDED } from '../../../src/sandbox/catalogue/first-ids.ts';
import { fill, people } from './facts.ts';
import { series, seriesCast } from './series.ts';

/**
 * Widely known facts about series, one per line: TMDB id, IMDb id | German name, if different | episodes | main cast as
 * `name=character`.
 */
const TABLE = `
1396 tt0903747||62|Bryan Cranston=Walter White;Aaron Paul=Jesse Pinkman;Anna Gunn=Skyler White;Dean Norris=Hank Schrader;Bob Odenkirk=Saul Goodman
1399 tt0944947|||
1402 tt1520211||177|Andrew Lincoln=Rick Grimes;Norman Reedus=Daryl Dixon
1418 tt0898266||279|Jim Parsons=Sheldon Cooper;Johnny Galecki=Leonard Hofstadter;Kaley Cuoco=Penny
1437 tt0303461||14|Nathan Fillion=Malcolm Reynolds;Gina Torres=Zoe Washburne
1621 tt0979432||56|Steve Buscemi=Nucky Thompson;Kelly Macdonald=Margaret Schroeder;Michael Shannon=Nelson Van Alden
1668 tt0108778||236|Jennifer Aniston=Rachel Green;Courteney Cox=Monica Geller;Lisa Kudrow=Phoebe Buffay;Matt LeBlanc=Joey Tribbiani;Matthew Perry=Chandler Bing;David Schwimmer=Ross Geller
456 tt0096697|Die Simpsons||
4607 tt0411008||121|Matthew Fox=Jack Shephard;Evangeline Lilly=Kate Austen;Josh Holloway=James "Sawyer" Ford
4613 tt0185906|Band of Brothers - Wir waren wie Brüder|10|Damian Lewis=Richard D. Winters;Ron Livingston=Lewis Nixon;Donnie Wahlberg=C. Carwood Lipton
19885 tt1475582||13|Benedict Cumberbatch=Sherlock Holmes;Martin Freeman=Dr. John Watson
40008 tt2243973||39|Mads Mikkelsen=Dr. Hannibal Lecter;Hugh Dancy=Will Graham;Laurence Fishburne=Jack Crawford
60574 tt2442560|Peaky Blinders - Gangs of Birmingham|36|Cillian Murphy=Thomas Shelby;Helen McCrory=Polly Gray;Tom Hardy=Alfie Solomons
60625 tt2861424|||
63247 tt0475784||36|Ed Harris=Man in Black;Evan Rachel Wood=Dolores Abernathy;Thandiwe Newton=Maeve Millay;Jeffrey Wright=Bernard Lowe
66732 tt4574334||42|Winona Ryder=Joyce Byers;David Harbour=Jim Hopper;Millie Bobby Brown=Eleven;Finn Wolfhard=Mike Wheeler
71446 tt6468322|Haus des Geldes||
71912 tt5180504||24|Henry Cavill=Geralt of Rivia;Anya Chalotra=Yennefer of Vengerberg
76331 tt7660850||39|Brian Cox=Logan Roy;Jeremy Strong=Kendall Roy;Sarah Snook=Siobhan Roy
82856 tt8111088||24|Pedro Pascal=The Mandalorian
84958 tt9140554||12|Tom Hiddleston=Loki
85271 tt9140560||9|Elizabeth Olsen=Wanda Maximoff;Paul Bettany=Vision
87108 tt7366338||5|Jared Harris=Valery Legasov;Stellan Skarsgård=Boris Shcherbina;Emily Watson=Ulana Khomyuk
94997 tt11198330||18|Emma D'Arcy=Rhaenyra Targaryen;Matt Smith=Daemon Targaryen
100088 tt3581920||16|Pedro Pascal=Joel Miller;Bella Ramsey=Ellie Williams
`;

const KNOWN = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [ids = '', german = '', episodes, cast = ''] = line.split('|');
    const roles = cast.split(';').filter(Boolean);
    return { ids: ids.split(' '), german, episodes: Number(episodes), roles: roles.map((role) => role.split('=')) };
  });

/** The first id of people here: above those of known movies, so that neither table shifts the other's ids. */
const FIRST = FIRST_UNRECORDED + 100_000;
const names = [...new Set(KNOWN.flatMap(({ roles }) => roles.map(([name = '']) => name)))].toSorted();

/** The id of the best known person of this name, else one of the sandbox's own. */
function actorNamed(name: string): number {
  const [known] = [...people.values()]
    .filter((person) => person.name === name)
    .toSorted((a, b) => (b.popularity ?? 0) - (a.popularity ?? 0));
  if (known) return known.id;
  const id = FIRST + names.indexOf(name);
  people.set(id, { id, name, department: 'Acting' });
  return id;
}

/** Adds widely known facts to those that the recordings tell of series. */
export function addKnownSeries(): void {
  for (const { ids, german, episodes, roles } of KNOWN) {
    const known = series.get(Number(ids[0]));
    if (!known) throw new Error(`No recording names the series ${ids[0]}.`);
    fill(known, { imdb: ids[1] });
    if (german) known.names = { de: german, ...known.names };
    const cast = seriesCast.get(known.id) ?? new Map();
    seriesCast.set(known.id, cast);
    const recorded = new Set([...cast.values()].map(({ id }) => people.get(id)?.name));
    roles.forEach(([name = '', character = ''], order) => {
      if (recorded.has(name)) return;
      const id = actorNamed(name);
      const credit = createHash('md5').update(`series ${known.id} ${id} ${character}`).digest('hex').slice(0, 24);
      cast.set(credit, { id, credit, character, episodes, first: known.date, order });
    });
  }
}
