import { random } from '../generated/random.ts';
import { CAPITAL, fitted, isDrawable, lineOf, textWidth } from './lettering.ts';
import { moodOf } from './palettes.ts';
import { scenery, standing } from './scenery.ts';
import type { Kind, Subject } from './subjects.ts';

/** A drawing in SVG, in units of its own. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

/** The colours and scene of a title are the same in all its pictures. */
const moodOfTitle = ({ label, genres }: Subject, file: string) => moodOf(genres, random(hashOf(label || file)));

/** Text that the font can show: a title in another script is left out. */
const shownTitle = (label: string): string => (isDrawable(label) ? label : '');

function poster(subject: Subject, file: string): Drawing {
  const [width, height] = [600, 900];
  const { palette, scene } = moodOfTitle(subject, file);
  const title = shownTitle(subject.label.toLocaleUpperCase('en'));
  const { lines, style } = fitted(title, width * 0.8, 3, { size: 58, spacing: 0.09 });
  const step = style.size * 1.12;
  const last = height - 74;
  const top = last - (lines.length - 1) * step - style.size * CAPITAL;
  const text = lines.map((line, index) =>
    lineOf(line, (width - textWidth(line, style)) / 2, last - (lines.length - 1 - index) * step, style),
  );
  const rule = title && `<rect x="${width / 2 - 26}" y="${top - 34}" width="52" height="3" fill="${palette.light}"/>`;
  return {
    width,
    height,
    body: `${scenery(scene, { width, height, palette, random: random(hashOf(file)) })}
<linearGradient id="shade" x2="0" y2="1"><stop offset=".5" stop-color="${palette.layers[3]}" stop-opacity="0"/><stop offset=".8" stop-color="${palette.layers[3]}" stop-opacity=".82"/><stop offset="1" stop-color="${palette.layers[3]}" stop-opacity=".96"/></linearGradient>
<rect width="${width}" height="${height}" fill="url(#shade)"/>${rule}<g fill="#fff">${text.join('')}</g>`,
  };
}

function backdrop(subject: Subject, file: string): Drawing {
  const [width, height] = [1600, 900];
  const { palette, scene } = moodOfTitle(subject, file);
  return { width, height, body: scenery(scene, { width, height, palette, random: random(hashOf(file)) }) };
}

/** A scene with one to three people in front of it. */
function still(subject: Subject, file: string): Drawing {
  const [width, height] = [1600, 900];
  const { palette, scene } = moodOfTitle(subject, file);
  const chance = random(hashOf(file));
  const place = scene === 'shapes' ? chance.pick(['city', 'sea', 'mountains'] as const) : scene;
  const colour = palette.layers[3];
  const tall = 380 + chance.below(240);
  const from = width * (0.2 + chance.below(45) / 100);
  const cast = Array.from({ length: 1 + chance.below(3) }, (_, index) =>
    standing(from + index * tall * 0.4, height - 44, tall * (0.88 + chance.below(24) / 100), colour, chance.below(200) / 100 - 1),
  );
  const ground = `<path d="M0 ${height - 34}Q${width / 2} ${height - 62} ${width} ${height - 30}V${height}H0z" fill="${colour}"/>`;
  return { width, height, body: scenery(place, { width, height, palette, random: chance }) + ground + cast.join('') };
}

const SKIN = ['#f1c7a5', '#e0ac86', '#c68b63', '#a26a48', '#7d4e35', '#5c3828'] as const;
const HAIR = ['#1d1a1f', '#3a2a22', '#6b4630', '#a8743f', '#7c3b24', '#9a9aa3'] as const;
const WEAR = ['#27334f', '#5a2f45', '#2f5148', '#74502f', '#3d3a5c', '#8a4038', '#2b4a63'] as const;
const STUDIO = ['#d9cbb8 #a08e7c', '#b9c7cf #7b8f9c', '#cfc4d6 #8d7fa0', '#c3cfb9 #829377', '#e2c3b4 #b0806f', '#c9ccd6 #868ba0'] as const;

type Haircut = readonly [behind: string, before: string];

/** Hair behind and before a head of radius 100 at the origin. */
const HAIRCUTS: Readonly<Record<'short' | 'long', readonly Haircut[]>> = {
  short: [
    ['', 'M-104 4Q-118-128 0-134Q118-128 104 4Q96-52 58-74Q0-58-58-74Q-96-52-104 4z'],
    ['', 'M-103-4Q-108-96-60-118Q0-140 66-114Q108-92 103-4Q98-58 88-72Q0-96-88-72Q-98-58-103-4z'],
    ['', 'M-106-10Q-122-116-40-136Q10-160 70-130Q124-104 106-10Q100-60 74-84Q20-70-50-96Q-92-70-106-10z'],
    ['', ''],
  ],
  long: [
    [
      'M-150-30a84 84 0 0 1 60-112a100 100 0 0 1 180 0a84 84 0 0 1 60 112a80 80 0 0 1-60 108H-90a80 80 0 0 1-60-108z',
      'M-100-10Q-108-122 0-128Q108-122 100-10Q70-66 0-68Q-70-66-100-10z',
    ],
    [
      'M-112-20Q-122-150 0-150Q122-150 112-20L128 176Q70 206 0 206Q-70 206-128 176z',
      'M-102 10Q-116-126 0-132Q116-126 102 10Q84-70-14-92Q-82-64-102 10z',
    ],
    ['M-116-8Q-128-148 0-148Q128-148 116-8L112 86Q60 110 0 110Q-60 110-112 86z', 'M-100 14Q-112-124 0-130Q112-124 100 14L92-44H-92z'],
    ['M0-214a54 54 0 1 0 .1 0z', 'M-104 0Q-116-126 0-132Q116-126 104 0Q92-86 0-88Q-92-86-104 0z'],
  ],
};

/** A bust without a face, in the light of a studio. */
function profile({ label, gender }: Subject, file: string): Drawing {
  const { pick } = random(hashOf(label || file));
  const [light, dark] = pick(STUDIO).split(' ');
  const [skin, hair, wear, [behind, before]] = [
    pick(SKIN),
    pick(HAIR),
    pick(WEAR),
    pick(HAIRCUTS[gender === 1 ? 'long' : gender === 2 ? 'short' : pick(['short', 'long'] as const)]),
  ] as const;
  const collar = pick([
    `<path d="M-58 172Q0 250 58 172L40 150H-40z" fill="${skin}"/>`,
    `<path d="M-62 168L0 292L62 168L40 150H-40z" fill="#f4f1ea"/><path d="M-40 150L0 226L40 150z" fill="${skin}"/>`,
    `<path d="M-64 164Q0 236 64 164L58 138H-58z" fill="${wear}"/>`,
  ]);
  return {
    width: 600,
    height: 900,
    body: `<radialGradient id="studio" cx=".42" cy=".34" r=".8"><stop stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></radialGradient>
<linearGradient id="side" x2="1" y2=".25"><stop offset=".42" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".3"/></linearGradient>
<rect width="600" height="900" fill="url(#studio)"/>
<g transform="translate(300 400) scale(1.42)"><path d="${behind}" fill="${hair}"/>
<path d="M-46 70H46V170Q120 190 172 214Q214 236 222 380H-222Q-214 236-172 214Q-120 190-46 170z" fill="${wear}"/>
<path d="M-46 60H46V166Q0 216-46 166z" fill="${skin}"/><path d="M-46 92Q0 142 46 92V118Q0 160-46 118z" fill="#000" opacity=".16"/>${collar}
<path d="M-94-20Q-94-118 0-118Q94-118 94-20Q94 54 50 96Q0 132-50 96Q-94 54-94-20z" fill="${skin}"/><path d="${before}" fill="${hair}"/></g>
<rect width="600" height="900" fill="url(#side)"/>`,
  };
}

/** Colours that are legible on light and on dark pages. */
const INK = ['#e4572e', '#2e86ab', '#8e6bd8', '#2a9d6f', '#d1495b', '#c7861a', '#4a7de0', '#b5489b'] as const;

/** The title in letters, as large as the logo's ground allows. */
function logo({ label, width = 500, height = 200 }: Subject, file: string): Drawing {
  const chance = random(hashOf(label || file));
  const text = shownTitle(chance.pick([label, label.toLocaleUpperCase('en')])) || shownTitle(label) || 'LOGO';
  const scale = 500 / width;
  const tall = height * scale;
  const spacing = chance.pick([0, 0.02, 0.08]);
  const maxLines = tall > 120 ? 2 : 1;
  const { lines, style } = fitted(text, 476, maxLines, {
    size: Math.min(150, tall * (text.includes(' ') && maxLines > 1 ? 0.46 : 0.9)),
    spacing,
  });
  const step = style.size * 1.02;
  const first = (tall - (lines.length - 1) * step + style.size * CAPITAL) / 2;
  const paths = lines.map((line, index) => lineOf(line, (500 - textWidth(line, style)) / 2, first + index * step, style));
  return { width: 500, height: tall, body: `<g fill="${chance.pick(INK)}">${paths.join('')}</g>` };
}

/** A square with initials, as watch providers and users have. */
function badge({ label }: Subject, file: string): Drawing {
  const { pick } = random(hashOf(file));
  const initials = shownTitle(
    label
      .split(' ')
      .map(([letter = '']) => letter)
      .slice(0, 2)
      .join(''),
  );
  const ink = pick(INK);
  const style = { size: initials.length > 1 ? 130 : 170 };
  return {
    width: 300,
    height: 300,
    body: `<linearGradient id="tile" x2=".6" y2="1"><stop stop-color="${ink}"/><stop offset="1" stop-color="#15162a"/></linearGradient><rect width="300" height="300" fill="${ink}"/>
<rect width="300" height="300" fill="url(#tile)" opacity=".55"/><circle cx="246" cy="54" r="120" fill="#fff" opacity=".1"/>
<g fill="#fff">${lineOf(initials, (300 - textWidth(initials, style)) / 2, 150 + (style.size * CAPITAL) / 2, style)}</g>`,
  };
}

const DRAW: Readonly<Record<Kind, (subject: Subject, file: string) => Drawing>> = { poster, backdrop, still, profile, logo, badge };

/** Draws a subject. Its pictures in different files differ, but for profiles and logos. */
export const draw = (subject: Subject, file: string): Drawing => DRAW[subject.kind](subject, file);
