import type { Random } from '../generated/random.ts';
import type { Palette, Scene } from './palettes.ts';

/** A canvas of a scene, in the units of its drawing. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly random: Random;
}

type Painter = (canvas: Canvas) => string;

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const share = ({ below }: Random): number => below(1000) / 1000;
const points = (all: readonly (readonly [x: number, y: number])[]): string =>
  all.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/** A disc with a glow around it. */
function sun({ palette: { light } }: Canvas, x: number, y: number, radius: number): string {
  return `<radialGradient id="glow"><stop offset="0" stop-color="${light}" stop-opacity=".55"/><stop offset=".35" stop-color="${light}" stop-opacity=".2"/>
<stop offset="1" stop-color="${light}" stop-opacity="0"/></radialGradient>
<circle cx="${x}" cy="${y}" r="${radius * 4}" fill="url(#glow)"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${light}"/>`;
}

function stars({ width, height, random, palette: { light } }: Canvas, count: number, depth = 0.7): string {
  const dots = range(count).map(() => {
    const [x, y, radius] = [share(random) * width, share(random) ** 1.4 * height * depth, 0.6 + share(random) ** 3 * 2.4];
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" opacity="${(0.25 + share(random) * 0.7).toFixed(2)}"/>`;
  });
  return `<g fill="${light}">${dots.join('')}</g>`;
}

/** The line of a range of hills, by halving at random heights. @param rough From 0 for dunes to 1 for peaks. */
function ridge({ width, height, random }: Canvas, level: number, relief: number, rough: number): string {
  let heights = [share(random), share(random), share(random), share(random), share(random)];
  for (let step = 0.5; heights.length < 65; step *= 0.35 + rough * 0.2) {
    heights = heights.flatMap((value, index) => {
      const next = heights[index + 1];
      return next === undefined ? [value] : [value, (value + next) / 2 + (share(random) - 0.5) * step];
    });
  }
  const line = heights.map((value, index) => [(index / (heights.length - 1)) * width, (level - value * relief) * height] as const);
  return points([[0, height], ...line, [width, height]]);
}

const hills = (canvas: Canvas, from: number, relief: number, rough: number): string =>
  canvas.palette.layers
    .map((colour, index) => {
      const level = from + ((1.02 - from) * index) / 4;
      return `<polygon points="${ridge(canvas, level + relief * 0.4, relief * (1 - index * 0.16), rough * (1 - index * 0.2))}" fill="${colour}"/>`;
    })
    .join('');

const mountains: Painter = (canvas) => {
  const { width, height, random } = canvas;
  const [x, y] = [width * (0.25 + share(random) * 0.5), height * (0.28 + share(random) * 0.12)];
  return (
    stars(canvas, 40, 0.4) + sun(canvas, x, y, Math.min(width, height) * (0.06 + share(random) * 0.07)) + hills(canvas, 0.5, 0.26, 0.9)
  );
};

/** A row of houses with lit windows. */
function houses({ width, height, random, palette: { light } }: Canvas, colour: string, base: number, tall: number, lit: number): string {
  const parts: string[] = [];
  for (let x = -20; x < width;) {
    const wide = (0.035 + share(random) * 0.055) * Math.max(width, height * 0.8);
    const top = height * (base - share(random) ** 1.6 * tall);
    parts.push(
      `<rect x="${x.toFixed(1)}" y="${top.toFixed(1)}" width="${(wide + 1).toFixed(1)}" height="${(height - top).toFixed(1)}" fill="${colour}"/>`,
    );
    if (share(random) < 0.3) {
      const mast = x + wide / 2;
      parts.push(
        `<rect x="${(mast - 1.5).toFixed(1)}" y="${(top - height * 0.045).toFixed(1)}" width="3" height="${(height * 0.05).toFixed(1)}" fill="${colour}"/>`,
      );
    }
    const step = height / 62;
    for (let row = lit > 0 ? top + step : height; row < height; row += step * 1.5) {
      for (let column = x + step * 0.7; column < x + wide - step * 0.9; column += step * 1.15) {
        if (share(random) < lit)
          parts.push(
            `<rect x="${column.toFixed(1)}" y="${row.toFixed(1)}" width="${(step * 0.5).toFixed(1)}" height="${(step * 0.75).toFixed(1)}" fill="${light}" opacity="${(0.3 + share(random) * 0.6).toFixed(2)}"/>`,
          );
      }
    }
    x += wide + (share(random) < 0.25 ? wide * 0.25 : 0);
  }
  return parts.join('');
}

const city: Painter = (canvas) => {
  const { width, height, random, palette } = canvas;
  const [far, middle, near, nearest] = palette.layers;
  return [
    stars(canvas, 50, 0.45),
    sun(
      canvas,
      width * (0.2 + share(random) * 0.6),
      height * (0.26 + share(random) * 0.14),
      Math.min(width, height) * (0.09 + share(random) * 0.1),
    ),
    houses(canvas, far, 0.7, 0.3, 0),
    houses(canvas, middle, 0.76, 0.3, 0.06),
    houses(canvas, near, 0.86, 0.3, 0.16),
    `<rect y="${height * 0.9}" width="${width}" height="${height * 0.1}" fill="${nearest}"/>`,
  ].join('');
};

const space: Painter = (canvas) => {
  const { width, height, random, palette } = canvas;
  const [far, middle, , nearest] = palette.layers;
  const radius = Math.min(width, height) * (0.24 + share(random) * 0.12);
  const [x, y, tilt] = [width * (0.34 + share(random) * 0.32), height * (0.36 + share(random) * 0.08), -30 + share(random) * 60];
  const ring = (half: string) =>
    `<g transform="translate(${x} ${y}) rotate(${tilt})"><path d="M${-radius * 1.75} 0A${radius * 1.75} ${radius * 0.4} 0 0 ${half} ${radius * 1.75} 0" fill="none" stroke="${palette.light}" stroke-opacity=".75" stroke-width="${radius * 0.07}"/><path d="M${-radius * 1.5} 0A${radius * 1.5} ${radius * 0.32} 0 0 ${half} ${radius * 1.5} 0" fill="none" stroke="${palette.light}" stroke-opacity=".35" stroke-width="${radius * 0.1}"/></g>`;
  return `${stars(canvas, 170, 1)}
<linearGradient id="globe" x1=".15" y1=".1" x2=".85" y2=".95"><stop stop-color="${palette.light}"/><stop offset=".3" stop-color="${palette.sky[2]}"/><stop offset=".65" stop-color="${far}"/><stop offset="1" stop-color="${nearest}"/></linearGradient>
<radialGradient id="air"><stop offset=".55" stop-color="${palette.sky[2]}" stop-opacity=".5"/><stop offset="1" stop-color="${palette.sky[2]}" stop-opacity="0"/></radialGradient>
${ring('1')}<circle cx="${x}" cy="${y}" r="${radius * 1.5}" fill="url(#air)"/><circle cx="${x}" cy="${y}" r="${radius}" fill="url(#globe)"/>${ring('0')}
<circle cx="${width * share(random)}" cy="${height * 0.14}" r="${radius * 0.13}" fill="${palette.light}" opacity=".8"/>
<polygon points="${ridge(canvas, 0.95, 0.14, 0.8)}" fill="${middle}" opacity=".6"/><polygon points="${ridge(canvas, 1.02, 0.14, 0.9)}" fill="${nearest}"/>`;
};

const sea: Painter = (canvas) => {
  const { width, height, random, palette } = canvas;
  const horizon = height * (0.52 + share(random) * 0.1);
  const radius = Math.min(width, height) * (0.13 + share(random) * 0.09);
  const x = width * (0.3 + share(random) * 0.4);
  const [far, middle, near, nearest] = palette.layers;
  const glitter = range(26).map((index) => {
    const y = horizon + 6 + index ** 1.35 * height * 0.006;
    const wide = radius * (0.35 + share(random) * 1.2) * (1 + index * 0.05);
    return `<rect x="${(x - wide / 2 + (share(random) - 0.5) * radius).toFixed(1)}" y="${y.toFixed(1)}" width="${wide.toFixed(1)}" height="${(1.5 + index * 0.16).toFixed(1)}" rx="2" opacity="${(0.6 - index * 0.018).toFixed(2)}"/>`;
  });
  const sail = width * (x > width / 2 ? 0.2 : 0.78);
  const mast = height * 0.075;
  return `${stars(canvas, 30, 0.35)}${sun(canvas, x, horizon - radius * (share(random) * 0.9), radius)}
<linearGradient id="water" x2="0" y2="1"><stop stop-color="${far}"/><stop offset=".4" stop-color="${middle}"/><stop offset="1" stop-color="${nearest}"/></linearGradient>
<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="url(#water)"/><g fill="${palette.light}">${glitter.join('')}</g>
<path d="M${sail} ${horizon - mast}v${mast * 0.85}h${mast * 0.5}zM${sail - 3} ${horizon - mast * 0.8}v${mast * 0.65}h${-mast * 0.32}zM${sail - mast * 0.5} ${horizon - mast * 0.1}h${mast * 1.1}l${-mast * 0.18} ${mast * 0.17}h${-mast * 0.74}z" fill="${near}"/>
<polygon points="${ridge(canvas, 1.03, 0.16, 0.35)}" fill="${nearest}"/>`;
};

/** A pine of layered branches. */
function pine(x: number, ground: number, tall: number): string {
  const outline: [number, number][] = [];
  for (const level of range(7)) {
    const y = ground - tall + (tall * 0.92 * level) / 6;
    outline.push([tall * 0.032 * level * 0.75, y], [tall * 0.036 * (level + 1.1), y + tall * 0.11]);
  }
  const mirrored = outline.toReversed().map(([dx, y]) => [x - dx, y] as const);
  return `<polygon points="${points([[x, ground - tall], ...outline.map(([dx, y]) => [x + dx, y] as const), ...mirrored])}"/>`;
}

const forest: Painter = (canvas) => {
  const { width, height, random, palette } = canvas;
  const moon = sun(canvas, width * (0.25 + share(random) * 0.5), height * (0.24 + share(random) * 0.1), Math.min(width, height) * 0.085);
  const rows = palette.layers.map((colour, index) => {
    const ground = height * (0.66 + index * 0.13);
    const count = Math.round((width / height) * (15 - index * 2.5)) + 3;
    const trees = range(count).map((place) => {
      const x = ((place + share(random) * 0.9) / count) * width;
      return pine(x, ground + height * 0.03, height * (0.17 + index * 0.075) * (0.65 + share(random) * 0.6));
    });
    return `<g fill="${colour}">${trees.join('')}<rect y="${ground}" width="${width}" height="${height - ground}"/></g>
<rect y="${ground - height * 0.16}" width="${width}" height="${height * 0.2}" fill="url(#mist)"/>`;
  });
  return `<linearGradient id="mist" x2="0" y2="1"><stop stop-color="${palette.sky[2]}" stop-opacity="0"/><stop offset=".8" stop-color="${palette.sky[2]}" stop-opacity=".16"/><stop offset="1" stop-color="${palette.sky[2]}" stop-opacity="0"/></linearGradient>
${stars(canvas, 60, 0.4)}${moon}${rows.join('')}`;
};

/** Tiles of circles, quarters and stripes. */
const shapes: Painter = ({ width, height, random, palette }) => {
  const columns = width > height ? 8 : 4;
  const size = width / columns;
  const colours = [...palette.layers, palette.light, palette.sky[0], palette.sky[2]];
  const tiles = range(columns * Math.ceil(height / size)).map((index) => {
    const [ground, ink, dot] = random.some(colours, 3);
    const half = size / 2;
    const motif = random.pick([
      `<path d="M0 0h${size}A${size} ${size} 0 0 1 0 ${size}z" fill="${ink}"/>`,
      `<circle cx="${half}" cy="${half}" r="${half}" fill="${ink}"/><circle cx="${half}" cy="${half}" r="${size / 5}" fill="${dot}"/>`,
      `<path d="M0 ${half}A${half} ${half} 0 0 1 ${size} ${half}z" fill="${ink}"/><path d="M0 ${size}A${half} ${half} 0 0 1 ${size} ${size}z" fill="${dot}"/>`,
      `<path d="M0 ${size}L${size} 0V${size}z" fill="${ink}"/>`,
      `<path d="M0 0A${size} ${size} 0 0 0 ${size} ${size}V${half}A${half} ${half} 0 0 1 ${half} 0z" fill="${ink}"/>`,
      '',
    ]);
    const at = `${((index % columns) * size).toFixed(1)} ${(Math.floor(index / columns) * size).toFixed(1)}`;
    return `<g transform="translate(${at}) rotate(${random.below(4) * 90} ${half} ${half})"><rect width="${size + 0.6}" height="${size + 0.6}" fill="${ground}"/>${motif}</g>`;
  });
  return tiles.join('');
};

const PAINTERS: Readonly<Record<Scene, Painter>> = { mountains, city, space, sea, forest, shapes };

/** A scene over the whole canvas. */
export function scenery(scene: Scene, canvas: Canvas): string {
  const { width, height, palette } = canvas;
  const [top, middle, bottom] = palette.sky;
  return `<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset=".45" stop-color="${middle}"/><stop offset=".8" stop-color="${bottom}"/></linearGradient>
<rect width="${width}" height="${height}" fill="url(#sky)"/>${PAINTERS[scene](canvas)}`;
}

/** A standing person. @param ground The height of the soles. @param lean From -1 to 1: the stance. */
export function standing(x: number, ground: number, tall: number, colour: string, lean: number): string {
  const s = tall / 100;
  const at = (dx: number, dy: number) => `${(x + dx * s).toFixed(1)} ${(ground - dy * s).toFixed(1)}`;
  const step = 5 + Math.abs(lean) * 5;
  return `<g fill="${colour}"><circle cx="${(x + lean * 1.5 * s).toFixed(1)}" cy="${(ground - 93 * s).toFixed(1)}" r="${(6.3 * s).toFixed(1)}"/>
<path d="M${at(-3, 87)}L${at(3, 87)}L${at(4, 84)}Q${at(10, 83)} ${at(11, 77)}L${at(14, 48)}L${at(10.5, 47)}L${at(8, 68)}L${at(9, 44)}L${at(step + 2, 0)}L${at(step - 3, 0)}L${at(0.5, 44)}L${at(-step + 3, 0)}L${at(-step - 2, 0)}L${at(-9, 44)}L${at(-8, 68)}L${at(-10.5, 47)}L${at(-14, 48)}L${at(-11, 77)}Q${at(-10, 83)} ${at(-4, 84)}z"/></g>`;
}
