import { describe, expect, it } from 'vitest';
import { RULES, wordsToMend } from './words.ts';

describe('check:words', () => {
  it.each(RULES.map(({ example, instead, pattern }) => ({ example, instead, pattern: String(pattern) })))(
    'reports $example by $pattern',
    ({ example, instead }) => {
      expect(wordsToMend(`Clean.\n${example}`)).toContainEqual(expect.stringMatching(new RegExp(`^2: .* → ${instead.slice(0, 5)}`)));
    },
  );

  it('accepts the words of the field', () => {
    const clean = ['The filmography of a person.', 'A movie.', '// The wall clock.', 'Who made it?', 'A client that waits is served.'];
    expect(wordsToMend(clean.join('\n'))).toEqual([]);
  });
});
