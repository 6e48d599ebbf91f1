import { readFileSync, writeFileSync } from 'node:fs';
import type { Operations } from './derive.ts';
import { FIELDS } from './fields.ts';
import { leavesOut } from './gaps.ts';
import { OPERATIONS_LEFT_OUT, PARAMETERS_LEFT_OUT, type ParameterRule } from './left-out.ts';

const README = new URL('../../README.md', import.meta.url);
const BETWEEN = /(?<=<!-- coverage: .* -->\n)[^]*(?=<!-- \/coverage -->)/;

/** The table of what is offered, one line for each family of TMDB's paths, into the README. */
export function writeCoverage(): void {
  const operations = JSON.parse(readFileSync(new URL('operations.json', import.meta.url), 'utf8')) as Operations;
  const readme = readFileSync(README, 'utf8');
  if (!BETWEEN.test(readme)) throw new Error('The README has lost the comments between which the table of coverage stands.');
  writeFileSync(
    README,
    readme.replace(BETWEEN, () => tableOf(operations)),
  );
}

/** What a reader looks for in one place: the operations of one thing, or those without a thing that begin alike. */
const familyOf = (operation: string): string => /\/\d\/\w+(\/\{.*\})?/.exec(operation)?.[0] ?? '';

function tableOf(operations: Operations): string {
  const families = Map.groupBy(Object.keys(operations), familyOf);
  const lines = [...families]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([family, members]) => `| \`${family}\` | ${fieldsOf(members)} | ${leftOutOf(family, members, operations)} |`);
  const nowhere = PARAMETERS_LEFT_OUT.filter(isEverywhere).map(({ parameter, reason }) => `\`${parameter}\`: ${reason}`);
  return ['| TMDB | fields | left out |', '| --- | --- | --- |', ...lines, '', `Nowhere an argument: ${nowhere.join('; ')}.`, ''].join(
    '\n',
  );
}

const isEverywhere = ({ operations }: ParameterRule): boolean => operations.source === '.';

const isRead = (operation: string): boolean => operation.startsWith('GET ');

/** By their root: `movie { cast images }`; what reads comes before what writes. */
function fieldsOf(members: readonly string[]): string {
  const sorted = members.toSorted((a, b) => Number(isRead(b)) - Number(isRead(a)));
  const fields = sorted.flatMap((operation) => {
    const row = FIELDS[operation];
    if (!row) return [];
    const at = row.at.length > 0 ? row.at : [row.select]; // Some roots are lists of texts.
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

/** Operations and parameters by the reason for which they are left out; the reason alone where it is that of all. */
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
