import type { Random } from '../generated/random.ts';

/** Colours of a scene, in CSS. */
export interface Palette {
  /** The sky from top to bottom. */
  readonly sky: readonly [top: string, middle: string, bottom: string];
  /** Sun, moon, windows and small accents. */
  readonly light: string;
  /** Layers of the scene, the farthest first. */
  readonly layers: readonly [far: string, middle: string, near: string, nearest: string];
}

export type Scene = 'mountains' | 'city' | 'space' | 'sea' | 'forest' | 'shapes';

const palette = (sky: string, light: string, layers: string): Palette => ({
  sky: sky.split(' ') as unknown as Palette['sky'],
  light,
  layers: layers.split(' ') as unknown as Palette['layers'],
});

const PALETTES = {
  dawn: palette('#2b3a67 #b56b87 #f6b98a', '#ffe6bf', '#9a6484 #6d4a78 #433463 #211d40'),
  ember: palette('#2a0f1c #8a2b2b #e8873d', '#ffd9a0', '#7d2f31 #561f2c #331524 #180a15'),
  dune: palette('#5b4a6b #d9996a #f7d9a2', '#fff3d6', '#c98a5b #a2633f #6e3f2f #3a221f'),
  alpine: palette('#0f3b57 #4f93a8 #d8ead9', '#fffbe6', '#6fa3a6 #3f7a84 #22535f #0f2d39'),
  meadow: palette('#1d5a5e #7bb98f #f4e7a6', '#fffbe0', '#77ae83 #4a8a6c #2a6053 #143a38'),
  dusk: palette('#1a1440 #5b3a86 #e58aa0', '#ffe0e0', '#6b4691 #48307a #2c205a #150f33'),
  harbour: palette('#123047 #3f7d98 #f3c9a0', '#ffedd0', '#4f8499 #2f6179 #1a4159 #0b2336'),
  neon: palette('#0a0a2a #3b1a78 #e0408f', '#5ff0ff', '#4a2490 #2f1a6b #1c1147 #0b0724'),
  orbit: palette('#060b1f #10264f #2d6fa3', '#d9f3ff', '#2b5f92 #1c4270 #112a4d #070f22'),
  night: palette('#070c16 #16283b #3f5c6b', '#f3efd0', '#2f4a59 #203744 #13242f #080f16'),
  moss: palette('#0d1613 #2a4034 #7f9478', '#eef3d2', '#4f6a58 #354f41 #1f3329 #0d1712'),
  blood: palette('#0c0708 #3b0f14 #a52a26', '#ffcfb8', '#5e171a #400f13 #27090d #110406'),
  poppy: palette('#f25f4c #ff8f5c #ffd08a', '#fff6e0', '#e0475b #a83279 #5c2a7e #2a1a52'),
  lagoon: palette('#0e7c86 #3fb5ac #f6e7b8', '#fff7dd', '#f2a65a #e4604e #1f5f70 #12343f'),
  candy: palette('#5f4bd8 #b46ae0 #ffb3c7', '#fff0c9', '#ff8fa3 #f2597f #7a3fc0 #35218a'),
  sepia: palette('#2a2119 #7a6047 #d8c19a', '#fbf0d6', '#8d7355 #65503b #413327 #1f1812'),
} as const satisfies Record<string, Palette>;

type PaletteName = keyof typeof PALETTES;

const MOODS = {
  calm: ['dawn,harbour,dune,dusk', 'sea,mountains,city'],
  grand: ['alpine,dune,meadow,ember', 'mountains,forest,sea'],
  bright: ['poppy,lagoon,candy,meadow', 'shapes,sea,shapes'],
  dark: ['night,blood,moss,dusk', 'forest,city,forest'],
  urban: ['ember,night,neon,harbour', 'city,city,mountains'],
  future: ['orbit,neon,dusk,orbit', 'space,space,city'],
  past: ['sepia,ember,dune,night', 'mountains,sea,city'],
} as const;

/** The mood of each genre of TMDB. Other genres are calm. */
const MOOD_OF: Readonly<Record<number, keyof typeof MOODS>> = {
  28: 'urban',
  12: 'grand',
  16: 'bright',
  35: 'bright',
  80: 'urban',
  99: 'grand',
  10751: 'bright',
  14: 'grand',
  36: 'past',
  27: 'dark',
  10402: 'bright',
  9648: 'dark',
  878: 'future',
  53: 'dark',
  10752: 'past',
  37: 'past',
  10759: 'grand',
  10762: 'bright',
  10765: 'future',
  10768: 'past',
};

/** Genres whose mood says more about a title than that of another genre. */
const TELLING = [27, 878, 10765, 16, 37, 10752, 10762, 14, 53, 80, 35];

/** Chooses colours and scene of a title. */
export function moodOf(genres: readonly number[], { pick }: Random): { palette: Palette; scene: Scene } {
  const genre = TELLING.find((id) => genres.includes(id)) ?? genres.find((id) => id in MOOD_OF);
  const [palettes, scenes] = MOODS[genre === undefined ? 'calm' : (MOOD_OF[genre] ?? 'calm')];
  return { palette: PALETTES[pick(palettes.split(',')) as PaletteName], scene: pick(scenes.split(',')) as Scene };
}
