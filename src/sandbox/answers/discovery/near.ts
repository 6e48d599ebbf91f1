/** Shorter words differ by a letter from too many others. */
const SHORTEST = 5;

/** Whether a word differs from another by one typing error: a letter that is missing, too many or wrong, or two that are swapped. */
export function isNear(word: string, other: string): boolean {
  if (word.length < SHORTEST || Math.abs(word.length - other.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === other[start]) start += 1;
  const [rest, otherRest] = [word.slice(start), other.slice(start)];
  const isSwapped = rest.slice(2) === otherRest.slice(2) && rest[0] === otherRest[1] && rest[1] === otherRest[0];
  return isSwapped || rest.slice(1) === otherRest.slice(1) || rest === otherRest.slice(1) || rest.slice(1) === otherRest;
}
