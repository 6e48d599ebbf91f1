import font from './glyphs.json' with { type: 'json' };

/* Texts as outlines, so that a picture looks the same everywhere: neither a server nor an SVG in a page can rely on a font. */

const GLYPHS: Readonly<Record<string, readonly [advance: number, outline: string] | undefined>> = font.glyphs as unknown as Record<
  string,
  [number, string]
>;

/** The height of a capital letter, as a share of the font size. */
export const CAPITAL = 0.7;

export interface TextStyle {
  /** Font size, in the units of the drawing. */
  readonly size: number;
  /** Space between letters, as a share of the font size. */
  readonly spacing?: number;
}

/** Whether the font has letters for a text: it covers Latin and Cyrillic scripts. */
export const isDrawable = (text: string): boolean => Array.from(text).every((letter) => letter in GLYPHS);

const lettersOf = (text: string) => Array.from(text, (letter) => GLYPHS[letter]).filter((glyph) => glyph !== undefined);

export const textWidth = (text: string, { size, spacing = 0 }: TextStyle): number => {
  const letters = lettersOf(text);
  return letters.reduce((sum, [advance]) => sum + (advance / font.unitsPerEm) * size, 0) + Math.max(0, letters.length - 1) * spacing * size;
};

/** The outlines of one line. @param x Its left end. @param y Its baseline. */
export function lineOf(text: string, x: number, y: number, { size, spacing = 0 }: TextStyle): string {
  const scale = size / font.unitsPerEm;
  let at = 0;
  const paths = lettersOf(text).map(([advance, outline]) => {
    const path = outline && `<path transform="translate(${at})" d="${outline}"/>`;
    at += advance + spacing * font.unitsPerEm;
    return path;
  });
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(4)} ${(-scale).toFixed(4)})">${paths.join('')}</g>`;
}

/** Wraps a text into lines of at most this width; a longer word has a line of its own. */
export function wrapped(text: string, width: number, style: TextStyle): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Wraps a text, in a smaller size where it would be too wide or have too many lines. */
export function fitted(text: string, width: number, maxLines: number, style: TextStyle): { lines: string[]; style: TextStyle } {
  const lines = wrapped(text, width, style);
  const widest = Math.max(0, ...lines.map((line) => textWidth(line, style)));
  if ((widest <= width && lines.length <= maxLines) || style.size < 4) return { lines, style };
  return fitted(text, width, maxLines, { ...style, size: style.size * 0.92 });
}
