import { languageOf, pagedList } from '../http/call.ts';
import type { PersonalCall } from './personal-call.ts';
import type { Mark, Owner, Shelf } from './shelf.ts';
import type { Thing } from './thing.ts';

/** One page of what somebody marked: oldest first, unless the call says otherwise. */
export function marksPage(
  call: PersonalCall,
  shelf: Shelf,
  owner: Owner,
  kind: Thing['kind'],
  show: (mark: Mark, language: string) => object,
) {
  const marks = [...shelf.of(owner).values()].filter(({ thing }) => thing.kind === kind);
  const ordered = call.query.get('sort_by') === 'created_at.desc' ? marks.toReversed() : marks;
  return pagedList(call, ordered, (mark) => show(mark, languageOf(call)));
}

/** As v3 shows it: a rating beside the rest. */
export const markRow = ({ thing, value }: Mark, language: string) => ({
  ...thing.show(language),
  ...(value !== undefined && { rating: value }),
});

/** As v4 shows it: a rating with the time it was given. */
export const datedMarkRow = ({ thing, at, value }: Mark, language: string) => ({
  ...thing.show(language, true),
  ...(value !== undefined && { account_rating: { created_at: at.toISOString(), value } }),
});
