import { describe, expect, it } from 'vitest';
import { isPlaceholder } from '../../src/tmdb/placeholder.ts';
import { isObject, loadRecordings, recordingsFolder, suiteName, type Recording } from '../support/recordings.ts';

describe('isPlaceholder', () => {
  it.each([
    ['Afsnit 7', 7],
    ['Aflevering 10', 10],
    ['Episodul 4', 4],
    ['Épisode 12', 12],
    ['E\u0301pisode 12', 12],
    ['Επεισόδιο 2', 2],
    ['Эпизод 31', 31],
    ['Серія 5', 5],
    ['פרק 3', 3],
    ['الحلقة ١٢', 12],
    ['قسمت ۵', 5],
    ['एपिसोड ५', 5],
    ['ตอนที่ 8', 8],
    ['ตอนที่ ๘', 8],
    ['Tập 4', 4],
    ['エピソード9', 9],
    ['エピソード ９', 9],
    ['에피소드 123', 123],
    ['16화', 16],
    ['제 2 회', 2],
    ['第123話', 123],
    ['第 14 集', 14],
    ['第 0 季', 0],
    ['3. évad', 3],
    ['2. Bölüm', 2],
    ['6 серия', 6],
    ['1-й сезон', 1],
    ['4.ª Temporada', 4],
    ['2ème saison', 2],
    ['Säsong 03', 3],
    [' Kausi  2 ', 2],
  ])('takes "%s" with the number %i for a made-up name', (name, number) => {
    expect(isPlaceholder(name, number)).toBe(true);
  });

  it.each([
    ['Afsnit 7', 8],
    ['Blade Runner 2049', 5],
    ['Pilot', 1],
    ['Season One', 1],
    ['7', 7],
    ['#7', 7],
    ['S01E07', 7],
    ['Episode 7: Home', 7],
    ['The Finale (2)', 2],
    ['Staffel 2 Rückblick', 2],
    ['第 1 季 权力的游戏', 1],
    ['Book 3: Change', 3],
    ['Die 3 Tage', 3],
    ['4-8-15', 4],
    ['', 1],
    ['１'.repeat(400), 1],
  ])('takes "%s" with the number %i for a real name', (name, number) => {
    expect(isPlaceholder(name, number)).toBe(false);
  });

  it('reads a long name quickly', () => {
    const started = performance.now();
    for (const text of ['a'.repeat(50_000), '1'.repeat(50_000), 'a 1'.repeat(20_000), `${' '.repeat(50_000)}a`]) isPlaceholder(text, 1);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

/** A name of a season or an episode, with its own number. */
interface Named {
  readonly name: string;
  readonly number: number;
  /** The language of a translation; undefined for what TMDB sent as the name. */
  readonly language: string | undefined;
}

const rows = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Finds all seasons and episodes in a recorded document. */
function namesIn(value: unknown): Named[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isObject(value)) return [];
  const { name, season_number: season, episode_number: episode } = value;
  const below = Object.values(value).flatMap(namesIn);
  if (typeof season !== 'number' || typeof name !== 'string') return below;
  return [{ name, number: typeof episode === 'number' ? episode : season, language: undefined }, ...below];
}

/** Finds the names in the translations of a season or an episode; '' where none was written. */
function translatedNames({ path, body }: Recording): Named[] {
  const [, season, episode = season] = /\/season\/(\d+)(?:\/episode\/(\d+))?\/translations$/.exec(path) ?? [];
  if (episode === undefined || !isObject(body)) return [];
  return rows(body['translations']).flatMap((row) => {
    if (!isObject(row) || !isObject(row['data'])) return [];
    return [{ name: String(row['data']['name'] ?? ''), number: Number(episode), language: String(row['iso_639_1']) }];
  });
}

/** The words for a season or an episode in the recorded languages, by which names are told apart without the rule. */
const WORDS = new Set(
  'season episode staffel folge сезон σαιζόν فصل სეზონი 시즌 seizoen sesong temporada xilli sezon 第 季 ª'.normalize('NFKC').split(' '),
);

/** Whether a name says no more than the kind and the number: all its words are in the table. */
const isBare = ({ name, number }: Named): boolean => {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s.]|\p{Nd}+/gu, ' ')
    .split(' ')
    .filter(Boolean);
  const digits = name.replaceAll('۱', '1').match(/\d+/g) ?? [];
  return digits.length === 1 && Number(digits[0]) === number && words.every((word) => WORDS.has(word));
};

const folder = recordingsFolder();

describe.skipIf(folder === undefined)(suiteName('the rule of made-up names over the recordings', folder), () => {
  const recordings = loadRecordings(folder);
  const all = recordings.flatMap((one) => [...namesIn(one.body), ...translatedNames(one)]);
  const names = [
    ...new Map(all.filter(({ name }) => name !== '').map((one) => [`${one.language} ${one.number} ${one.name}`, one])).values(),
  ];
  const found = names.filter(({ name, number }) => isPlaceholder(name, number));

  it('finds every bare name of the recordings, and few others', () => {
    const bare = names.filter(isBare);
    const right = found.filter(isBare);
    const [precision, recall] = [right.length / found.length, right.length / bare.length];
    const languages = new Set(found.map(({ language }) => language));
    console.log(
      `made-up names: ${names.length} different of ${all.length} rows; ${found.length} found in ${languages.size} languages, ` +
        `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; ${all.filter(({ name }) => name === '').length} empty translations`,
    );
    expect(names.length).toBeGreaterThan(200);
    expect(bare.length).toBeGreaterThan(40);
    expect(recall).toBe(1);
    expect(precision).toBeGreaterThan(0.93);
    // Real names of a word and their own number. They stay wherever the next language has the like: "Kapitel 5", "Chapter 5".
    expect(
      found
        .filter((one) => !isBare(one))
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Chapter 10', 'Chapter 5', 'Part 1']);
  });

  it('finds no translated name of an episode, and of a season only bare ones', () => {
    const written = recordings.flatMap(translatedNames).filter(({ name }) => name !== '');
    expect(written.length).toBeGreaterThan(40);
    const doubted = written.filter(({ name, number }) => isPlaceholder(name, number));
    expect(doubted.every(isBare)).toBe(true);
    expect(doubted).toHaveLength(12);
  });
});
