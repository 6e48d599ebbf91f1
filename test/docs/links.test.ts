import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { anchorsOf, inlineCode, linksOf, readPages, ROOT, type Page } from './markdown.ts';

const pages = readPages();
const pageAt = new Map(pages.map((page) => [page.file, page]));

const readme = pageAt.get('README.md') as Page;

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

it.each(pages)('finds the targets of all links in $file', (page) => {
  const links = linksOf(page).filter(isRelative);
  expect(links.flatMap((target) => problemOf(page, target) ?? [])).toEqual([]);
});

it.each(['docs/no-such-page.md', 'README.md#no-such-heading', '../outside.md', '#no-such-heading'])(
  'finds no target of a link to %s',
  (target) => {
    expect(problemOf(readme, target)).toBeDefined();
  },
);

it('finds every page of the documentation linked in the README', () => {
  const linked = [readme.file, ...linksOf(readme)];
  expect(pages.map(({ file }) => file).filter((file) => !linked.includes(file))).toEqual([]);
});

/** A file or, with a slash at its end, a folder of the repository. */
const PATH = /^(?:[\w.-]+\/)+(?:[\w.-]+\.\w+)?$|^[\w-]+\.(?:ts|json|md)$/;

/** What a build makes, files of a reader's own project, and exports of the package. */
const isElsewhere = (code: string): boolean =>
  ['dist/', 'telemetry.js', 'router.yaml', 'gateway.config.ts', 'config.yaml'].includes(code) || code.startsWith('tmdb-graphql-gateway/');

/** Paths in backticks, and those in drawings. */
const pathsOf = (page: Page): string[] => {
  const drawings = page.snippets.filter(({ language }) => language === 'text');
  const words = [...inlineCode(page), ...drawings.flatMap(({ text }) => text.split(/\s+/))];
  return words.filter((word) => PATH.test(word) && !isElsewhere(word));
};

it.each(pages)('finds all files and folders that $file names', (page) => {
  const missing = pathsOf(page).filter((one) => !existsSync(ROOT + one) || statSync(ROOT + one).isDirectory() !== one.endsWith('/'));
  expect(missing).toEqual([]);
});

it('finds at most 200 lines in the README', () => {
  expect(readme.text.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
});
