import { readFileSync, writeFileSync } from 'node:fs';

/** Writes a generated part of a page in `docs`: between `<!-- name: … -->` and `<!-- /name -->`. */
export function writeGenerated(page: string, name: string, lines: readonly string[]): void {
  const file = new URL(`../../docs/${page}`, import.meta.url);
  const between = new RegExp(`(?<=<!-- ${name}: .* -->\n)[^]*(?=<!-- /${name} -->)`);
  const text = readFileSync(file, 'utf8');
  if (!between.test(text)) throw new Error(`docs/${page}: expected the comments <!-- ${name}: … --> and <!-- /${name} -->.`);
  writeFileSync(
    file,
    text.replace(between, () => `${lines.join('\n')}\n`),
  );
}
