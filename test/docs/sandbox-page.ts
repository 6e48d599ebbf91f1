import { FAILING_STATUSES, OTHER_FAILURES } from '../../src/sandbox/server/failing-ids.ts';
import { errorFromResponse } from '../../src/tmdb/error.ts';
import { TMDB_STATUS } from '../../src/tmdb/status.ts';
import { writeGenerated } from './generated.ts';

/** Ids that fail on purpose, by the code of the error. */
function idsByCode(): Map<string, string[]> {
  const statuses = [...FAILING_STATUSES].map(
    ([id, status]) => [id, errorFromResponse(TMDB_STATUS[status].http, { status_code: status }).code] as const,
  );
  const others = Object.entries(OTHER_FAILURES).map(([id, { code }]) => [id, code] as const);
  const ids = new Map<string, string[]>();
  for (const [id, code] of [...statuses, ...others]) ids.set(code, [...(ids.get(code) ?? []), String(id)]);
  return ids;
}

/** Writes the table of `docs/sandbox.md`. */
export function writeFailingIds(): void {
  const rows = [...idsByCode()].map(([code, ids]) => `| \`${code}\` | ${ids.join(', ')} |`);
  const others = Object.entries(OTHER_FAILURES).map(([id, { means }]) => `- ${id}: ${means}`);
  writeGenerated('sandbox.md', 'failing ids', ['| `extensions.code` | ids |', '| --- | --- |', ...rows, '', ...others]);
}
