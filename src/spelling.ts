/** Whether two names differ by one letter, by two swapped neighbours, or in case alone. False for the same name. */
export function isOneSlipAway(one: string, other: string): boolean {
  if (one === other) return false;
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwapped = right.length === 2 && left === right.charAt(1) + right.charAt(0);
  return isSwapped || (left.length <= 1 && right.length <= 1);
}
