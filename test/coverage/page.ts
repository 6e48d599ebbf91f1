import { writeGenerated } from '../docs/generated.ts';
import type { Operations } from './derive.ts';
import { FIELDS } from './fields.ts';
import { leavesOut } from './gaps.ts';
import { OPERATIONS_LEFT_OUT, PARAMETERS_LEFT_OUT, type ParameterRule } from './left-out.ts';
import operations from './operations.json' with { type: 'json' };

/** Writes the table of `docs/coverage.md`: one line for each family of TMDB's paths. */
export const writeCoverage = (): void => writeGenerated('coverage.md', 'coverage', tableOf(operations));

/** Operations that a reader looks for in one place: those of one resource, or those without an id whose paths begin alike. */
const familyOf = (operation: string): string => /\/\d\/\w+(\/\{.*\})?/.exec(operation)?.[0] ?? '';

function tableOf(operations: Operations): string[] {
  const families = Map.groupBy(Object.keys(operations), familyOf);
  const lines = [...families]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([family, members]) => `| \`${family}\` | ${fieldsOf(members)} | ${leftOutOf(family, members, operations)} |`);
  const nowhere = PARAMETERS_LEFT_OUT.filter(isEverywhere).map(({ parameter, reason }) => `\`${parameter}\`: ${reason}`);
  return ['| TMDB | fields | left out |', '| --- | --- | --- |', ...lines, '', `Nowhere an argument: ${nowhere.join('; ')}.`];
}

const isEverywhere = ({ operations }: ParameterRule): boolean => operations.source === '.';

const isRead = (operation: string): boolean => operation.startsWith('GET ');

/** Fields by their root: `movie { cast images }`; reads come before writes. */
function fieldsOf(members: readonly string[]): string {
  const sorted = members.toSorted((a, b) => Number(isRead(b)) - Number(isRead(a)));
  const fields = sorted.flatMap((operation) => {
    const row = FIELDS[operation];
    if (!row) return [];
    const at = row.at.length > 0 ? row.at : [row.select]; // Some roots are lists of strings.
    return [at.map((field) => field.replace(/\(.*$/, ''))];
  });
  const roots = Map.groupBy(fields, ([root]) => root);
  return [...roots]
    .map(([root, paths]) => {
      const below = [...new Set(paths.map((path) => path.slice(1).join('.')))].filter(Boolean);
      return below.length > 0 ? `\`${root} { ${below.join(' ')} }\`` : `\`${root}\``;
    })
    .join(', ');
}

/** Operations and parameters by the reason for leaving them out; the reason alone if it holds for the whole family. */
function leftOutOf(family: string, members: readonly string[], operations: Operations): string {
  const leftOut = members.flatMap((operation) => {
    const [method = '', path = ''] = operation.split(' ');
    const below = path.slice(family.length + 1);
    const name = method === 'GET' && below ? below : `${method} ${below}`.trim();
    const [reason] = Object.entries(OPERATIONS_LEFT_OUT).find(([, those]) => those.includes(operation)) ?? [];
    if (reason !== undefined) return [{ reason, what: `\`${name}\``, whole: true }];
    return (operations[operation] ?? []).flatMap((parameter) => {
      const rule = PARAMETERS_LEFT_OUT.find((one) => !isEverywhere(one) && leavesOut(one, operation, parameter));
      return rule ? [{ reason: rule.reason, what: `\`${parameter}\` of \`${name}\``, whole: false }] : [];
    });
  });
  return [...Map.groupBy(leftOut, ({ reason }) => reason)]
    .map(([reason, those]) =>
      those.length === members.length && those.every(({ whole }) => whole)
        ? reason
        : `${those.map(({ what }) => what).join(', ')}: ${reason}`,
    )
    .join('; ');
}
