/**
 * TMDB makes up the names of episodes and seasons that have none: the word for it in the requested language, and its
 * number. In the recorded answers and in reports of users: "Folge 1", "Staffel 1", "Сезон 1", "فصل ۱", "시즌 1", "Epizóda 1",
 * "1. sezon", "1ª Temporada", "第 1 集", "第123話".
 */
const WORD = String.raw`[\p{L}\p{M}'’]+`;
const NUMBER = String.raw`(\p{Nd}+)`;
const FORMS: readonly RegExp[] = [
  `${WORD} ?${NUMBER}\\.?`, // Folge 1, シーズン1
  `${NUMBER}\\.? ?${WORD}`, // 1. sezon, 1 серия, 1화
  `${NUMBER}[.-]?\\p{L}{1,3} ${WORD}`, // 1ª Temporada, 1-й сезон
  `[第제] ?${NUMBER} ?\\p{L}`, // 第 1 集, 제 1 화
].map((form) => new RegExp(`^${form}$`, 'u'));

/** ASCII without a digit, as most names are. */
const PLAIN_WORDS = /^[\x20-\x2f\x3a-\x7e]*$/;

const ASCII = /^[\x20-\x7e]*$/;

/** Whether a name is only a word and the object's own number. Some real names are too: "Part 1", "Chapter 5". */
export function isPlaceholder(name: string, number: number): boolean {
  if (PLAIN_WORDS.test(name)) return false;
  const text = (ASCII.test(name) ? name : name.normalize('NFKC')).trim().replaceAll(/\s+/g, ' ');
  return FORMS.some((form) => {
    const [, digits] = form.exec(text) ?? [];
    return digits !== undefined && valueOf(digits) === number;
  });
}

/** Reads a number in the digits of any script, which Unicode lists from zero on: ۱ is one. */
function valueOf(digits: string): number {
  if (ASCII.test(digits)) return Number(digits);
  let value = 0;
  for (const digit of digits) {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    value = value * 10 + code - zero;
  }
  return value;
}
