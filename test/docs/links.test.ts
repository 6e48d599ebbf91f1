import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsOf, inlineCode, linksOf, readPages, ROOT, type Page } from './markdown.ts';

const pages = readPages();
const pageAt = new Map(pages.map((page) => [page.file, page]));

const isRelative = (target: string): boolean => !/^[a-z]+:/.test(target);

/** Why a relative link leads nowhere; undefined when it leads somewhere. */
function problemOf({ file }: Page, target: string): string | undefined {
  const [to = '', anchor] = target.split('#');
  const found = to === '' ? file : path.normalize(path.join(path.dirname(file), to));
  if (found.startsWith('..') || !existsSync(ROOT + found)) return `${target}: there is no ${found}`;
  if (anchor === undefined) return undefined;
  const page = pageAt.get(found);
  return page && anchorsOf(page).includes(anchor) ? undefined : `${target}: ${found} has no heading #${anchor}`;
}

describe('the links of a page', () => {
  it.each(pages)('lead somewhere: $file', (page) => {
    expect(
      linksOf(page)
        .filter(isRelative)
        .flatMap((target) => problemOf(page, target) ?? []),
    ).toEqual([]);
  });

  it.each(['docs/no-such-page.md', 'README.md#no-such-heading', '../outside.md', '#no-such-heading'])(
    'are broken when they lead to %s',
    (target) => {
      const [readme] = pages.filter(({ file }) => file === 'README.md');
      expect(readme && problemOf(readme, target)).toBeDefined();
    },
  );

  it('include every page of docs in the README', () => {
    const linked = linksOf(pageAt.get('README.md') as Page);
    expect(pages.map(({ file }) => file).filter((file) => file !== 'README.md' && !linked.includes(file))).toEqual([]);
  });
});

/** A file or, with a slash at its end, a folder of the repository. */
const PATH = /^(?:[\w.-]+\/)+(?:[\w.-]+\.\w+)?$|^[\w-]+\.(?:ts|json|md)$/;

/** Files of a reader's own project, and exports of the package. */
const isElsewhere = (code: string): boolean =>
  ['telemetry.js', 'router.yaml', 'gateway.config.ts', 'config.yaml'].includes(code) || code.startsWith('tmdb-graphql-gateway/');

describe('the files that a page names', () => {
  it.each(pages)('exist: $file', (page) => {
    const paths = inlineCode(page).filter((code) => PATH.test(code) && !isElsewhere(code));
    const missing = paths.filter((one) => !existsSync(ROOT + one) || statSync(ROOT + one).isDirectory() !== one.endsWith('/'));
    expect(missing).toEqual([]);
  });
});

it('has a README that fits on a few screens', () => {
  expect(pageAt.get('README.md')?.text.split('\n').length).toBeLessThanOrEqual(201);
});
