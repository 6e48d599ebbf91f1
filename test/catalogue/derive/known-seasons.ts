import { createHash } from 'node:crypto';
import type { SeasonRow } from '../../../src/sandbox/catalogue/catalogue-rows.ts';
import { FIRST_UNRECORDED } from '../../../src/sandbox/catalogue/first-ids.ts';
import { fill, people } from './facts.ts';
import { networks, recordEpisode } from './series-details.ts';
import { series } from './series.ts';

/** Networks that no recorded series names, one per line: TMDB id | name | country. */
const NETWORKS = `
4|BBC One|GB
16|CBS|US
26|Channel 4|GB
71|The CW|US
80|Adult Swim|US
174|AMC|US
2552|Apple TV+|US
2739|Disney+|US
`;

/**
 * Widely known facts about the seasons of series, one per line: TMDB id | name, for the reader | status | type | networks |
 * creators | minutes | last day | US rating | seasons as `episodes@first day`, with `w` for one episode a week and `*` for
 * all episodes at once.
 */
const TABLE = `
1100|How I Met Your Mother|Ended|Scripted|16|Carter Bays;Craig Thomas|22|2014-03-31|TV-14|22@2005-09-19 22@2006-09-18 20@2007-09-24 24@2008-09-22 24@2009-09-21 24@2010-09-20 24@2011-09-19 24@2012-09-24 24@2013-09-23
1396|Breaking Bad|Ended|Scripted|174|Vince Gilligan|47|2013-09-29|TV-MA|7@2008-01-20 13@2009-03-08 13@2010-03-21 13@2011-07-17 16@2012-07-15
1398|The Sopranos|Ended|Scripted|49|David Chase|55|2007-06-10|TV-MA|13@1999-01-10w 13@2000-01-16w 13@2001-03-04 13@2002-09-15w 13@2004-03-07 21@2006-03-12
1399|Game of Thrones|Ended|Scripted|49||||
1402|The Walking Dead|Ended|Scripted|174|Frank Darabont|45|2022-11-20|TV-MA|6@2010-10-31 13@2011-10-16 16@2012-10-14 16@2013-10-13 16@2014-10-12 16@2015-10-11 16@2016-10-23 16@2017-10-22 16@2018-10-07 22@2019-10-06 24@2021-08-22
1408|House|Ended|Scripted|19|David Shore|44|2012-05-21|TV-14|22@2004-11-16 24@2005-09-13 24@2006-09-05 16@2007-09-25 24@2008-09-16 22@2009-09-21 23@2010-09-20 22@2011-10-03
1418|The Big Bang Theory|Ended|Scripted|16|Chuck Lorre;Bill Prady|22|2019-05-16||17@2007-09-24 23@2008-09-22 23@2009-09-21 24@2010-09-23 24@2011-09-22 24@2012-09-27 24@2013-09-26 24@2014-09-22 24@2015-09-21 24@2016-09-19 24@2017-09-25 24@2018-09-24
1621|Boardwalk Empire|Ended|Scripted|49|Terence Winter|55|2014-10-26|TV-MA|12@2010-09-19w 12@2011-09-25w 12@2012-09-16w 12@2013-09-08w 8@2014-09-07w
1622|Supernatural|Ended|Scripted|71|Eric Kripke|42|2020-11-19|TV-14|22@2005-09-13 22@2006-09-28 16@2007-10-04 22@2008-09-18 22@2009-09-10 22@2010-09-24 23@2011-09-23 23@2012-10-03 23@2013-10-08 23@2014-10-07 23@2015-10-07 23@2016-10-13 23@2017-10-12 20@2018-10-11 20@2019-10-10
4607|Lost|Ended|Scripted|2|J.J. Abrams;Damon Lindelof;Jeffrey Lieber|43|2010-05-23|TV-14|25@2004-09-22 24@2005-09-21 23@2006-10-04 14@2008-01-31 17@2009-01-21 18@2010-02-02
4613|Band of Brothers|Ended|Miniseries|49|Steven Spielberg;Tom Hanks|60|2001-11-04|TV-MA|10@2001-09-09
19885|Sherlock|Ended|Scripted|4|Mark Gatiss;Steven Moffat|89|2017-01-15|TV-14|3@2010-07-25w 3@2012-01-01w 3@2014-01-01 3@2017-01-01w
40008|Hannibal|Canceled|Scripted|6|Bryan Fuller|43|2015-08-29|TV-14|13@2013-04-04 13@2014-02-28 13@2015-06-04
42009|Black Mirror|Returning Series|Scripted|26;213|Charlie Brooker||2025-04-10|TV-MA|3@2011-12-04w 3@2013-02-11w 6@2016-10-21* 6@2017-12-29* 3@2019-06-05* 5@2023-06-15* 6@2025-04-10*
60574|Peaky Blinders|Ended|Scripted|4|Steven Knight|58|2022-04-03|TV-MA|6@2013-09-12 6@2014-10-02 6@2016-05-05 6@2017-11-15 6@2019-08-25 6@2022-02-27w
60625|Rick and Morty|Returning Series|Scripted|80|Dan Harmon;Justin Roiland|22|2025-07-27||11@2013-12-02 10@2015-07-26 10@2017-04-01 10@2019-11-10 10@2021-06-20 10@2022-09-04 10@2023-10-15w 10@2025-05-25w
63247|Westworld|Canceled|Scripted|49|Jonathan Nolan;Lisa Joy|60|2022-08-14|TV-MA|10@2016-10-02w 10@2018-04-22w 8@2020-03-15w 8@2022-06-26w
66732|Stranger Things|Ended|Scripted|213|Matt Duffer;Ross Duffer||2025-12-31|TV-14|8@2016-07-15* 9@2017-10-27* 8@2019-07-04* 9@2022-05-27 8@2025-11-26
71912|The Witcher|Returning Series|Scripted|213|Lauren Schmidt Hissrich||2025-10-30|TV-MA|8@2019-12-20* 8@2021-12-17* 8@2023-06-29 8@2025-10-30*
76331|Succession|Ended|Scripted|49|Jesse Armstrong|60|2023-05-28|TV-MA|10@2018-06-03w 10@2019-08-11w 9@2021-10-17w 10@2023-03-26w
82856|The Mandalorian|Returning Series|Scripted|2739|Jon Favreau||2023-04-19|TV-14|8@2019-11-12 8@2020-10-30w 8@2023-03-01w
83867|Andor|Ended|Scripted|2739|Tony Gilroy||2025-05-13|TV-14|12@2022-09-21 12@2025-04-22
84958|Loki|Ended|Scripted|2739|Michael Waldron||2023-11-09|TV-14|6@2021-06-09w 6@2023-10-05w
85271|WandaVision|Ended|Miniseries|2739|Jac Schaeffer||2021-03-05|TV-PG|9@2021-01-15
87108|Chernobyl|Ended|Miniseries|49|Craig Mazin||2019-06-03|TV-MA|5@2019-05-06w
94997|House of the Dragon|Returning Series|Scripted|49|Ryan Condal;George R. R. Martin||2024-08-04|TV-MA|10@2022-08-21w 8@2024-06-16w
97546|Ted Lasso|Returning Series|Scripted|2552|Jason Sudeikis;Bill Lawrence;Brendan Hunt;Joe Kelly||2023-05-31|TV-MA|10@2020-08-14 12@2021-07-23w 12@2023-03-15w
99581|Unorthodox|Ended|Miniseries|213|Anna Winger;Alexa Karolinski|53|2020-03-26|TV-MA|4@2020-03-26*
100088|The Last of Us|Returning Series|Scripted|49|Neil Druckmann;Craig Mazin||2025-05-25|TV-MA|9@2023-01-15 7@2025-04-13w
209867|Frieren|Returning Series|Scripted|||24|2024-03-22||28@2023-09-29
`;

/** Names of some episodes, one per line: series | season | episode | name | day | IMDb id. */
const EPISODES = `
1396|1|2|Cat's in the Bag...|2008-01-27|
1396|1|3|...And the Bag's in the River|2008-02-10|
1396|1|4|Cancer Man|2008-02-17|
1396|1|5|Gray Matter|2008-02-24|
1396|1|6|Crazy Handful of Nothin'|2008-03-02|
1396|1|7|A No-Rough-Stuff-Type Deal|2008-03-09|
1396|5|14|Ozymandias|2013-09-15|tt2301451
1396|5|16|Felina|2013-09-29|
1399|3|9|The Rains of Castamere|2013-06-02|tt2178784
1399|6|9|Battle of the Bastards|2016-06-19|tt4283088
87108|1|1|1:23:45||
87108|1|2|Please Remain Calm||
87108|1|3|Open Wide, O Earth||
87108|1|4|The Happiness of All Mankind||
87108|1|5|Vichnaya Pamyat||
`;

const lines = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split('|'));
const listed = (text = '', separator = ';') => text.split(separator).filter(Boolean);

/** The first id of people here: above those of the other tables, so that no table shifts another's ids. */
const FIRST = FIRST_UNRECORDED + 300_000;
const creators = [...new Set(lines(TABLE).flatMap((row) => listed(row[5])))].toSorted();

function creatorNamed(name: string): number {
  const [known] = [...people.values()]
    .filter((person) => person.name === name)
    .toSorted((a, b) => (b.popularity ?? 0) - (a.popularity ?? 0));
  const person = known ?? { id: FIRST + creators.indexOf(name), name, department: 'Writing' };
  people.set(person.id, person);
  return person.id;
}

/** The distance between the season ids of two series: more than any series has seasons. */
const MOST_SEASONS = 100;

function seasonOf(id: number, text: string, index: number): SeasonRow {
  const [, count = '', date = '', pace = ''] = /^(\d+)@([\d-]+)([w*]?)$/.exec(text) ?? [];
  return {
    id: FIRST_UNRECORDED + id * MOST_SEASONS + index + 1,
    number: index + 1,
    name: `Season ${index + 1}`,
    date,
    episodes: Number(count),
    ...(pace && { every: pace === 'w' ? 7 : 0 }),
  };
}

/** Adds widely known facts to those that the recordings tell of seasons and episodes. */
export function addKnownSeasons(): void {
  for (const [id, name = '', country = ''] of lines(NETWORKS)) {
    const network = networks.get(Number(id)) ?? { id: Number(id), name };
    fill(network, { name, country });
    networks.set(network.id, network);
  }
  for (const [id, name, status, type, networkIds, by, minutes, last, rating, seasons] of lines(TABLE)) {
    const known = series.get(Number(id));
    if (!known) throw new Error(`No recording names the series ${name}.`);
    fill(known, {
      status,
      type,
      networks: listed(networkIds).map(Number),
      creators: listed(by).map((creator) => ({
        id: creatorNamed(creator),
        credit: createHash('md5').update(`creator ${id} ${creator}`).digest('hex').slice(0, 24),
      })),
      runtime: Number(minutes),
      last,
      ratings: rating ? [['US', rating]] : [],
      seasons: listed(seasons, ' ').map((text, index) => seasonOf(known.id, text, index)),
      languages: [known.language],
      spoken: [known.language],
      produced: known.countries,
    });
  }
  for (const [id, season, number, name = '', date, imdb] of lines(EPISODES)) {
    const episode = recordEpisode({ id: 0, series: Number(id), season: Number(season), number: Number(number), name, date: null });
    fill(episode, { name, date: date || null, imdb });
  }
}
