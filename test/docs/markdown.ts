import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A fenced block of code in a Markdown file. */
export interface Snippet {
  readonly file: string;
  /** The number of its first line. */
  readonly line: number;
  /** The word behind the fence: `graphql`, `json`, `jsonc`, `ts`, `js`, `yaml`, `sh`. */
  readonly language: string;
  readonly text: string;
  /** Where its fences begin and end in the text of the page. */
  readonly start: number;
  readonly end: number;
}

export interface Page {
  /** Relative to the repository. */
  readonly file: string;
  readonly text: string;
  readonly snippets: readonly Snippet[];
  /** The text without its snippets. */
  readonly prose: string;
}

const FENCE = /^```(\w*)\n([^]*?)^```$/gm;

const readPage = (file: string): Page => {
  const text = readFileSync(`${ROOT}${file}`, 'utf8');
  const snippets = [...text.matchAll(FENCE)].map(({ 0: fenced, 1: language = '', 2: code = '', index }) => ({
    file,
    line: text.slice(0, index).split('\n').length + 1,
    language,
    text: code,
    start: index,
    end: index + fenced.length,
  }));
  return { file, text, snippets, prose: text.replace(FENCE, '') };
};

/** All documentation: the Markdown files at the root and those in `docs`. */
export const readPages = (): Page[] => globSync(['*.md', 'docs/**/*.md'], { cwd: ROOT }).toSorted().map(readPage);

/** Snippets in one of these languages. */
export const snippetsIn = (...languages: readonly string[]): Snippet[] =>
  readPages().flatMap(({ snippets }) => snippets.filter(({ language }) => languages.includes(language)));

/** The code in backticks, outside of snippets. */
export const inlineCode = ({ prose }: Page): string[] => [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** Reads a snippet of JSON, with or without comments. A comment begins after white space, so that addresses keep their slashes. */
export const parseJsonc = (text: string): object => JSON.parse(text.replace(/(^|\s)\/\/.*$/gm, '')) as object; // No page shows a bare value.

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf({ prose }: Page): string[] {
  const seen = new Map<string, number>();
  return [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** The targets of links and images. */
export const linksOf = ({ prose }: Page): string[] => [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
