/**
 * Each stance has a colour and a shape. The colours can be told apart by the colour-blind (after Okabe and Ito, and Tol);
 * none is red or green, so that none looks right or wrong; the shape says the same again.
 */
export interface Look {
  /** Of the CSS variables `--stance-0` to `--stance-8`. */
  colour: string;
  /** An SVG path around 0, 0 within 5 units. */
  shape: string;
}

const SHAPES = {
  circle: 'M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0',
  square: 'M-3.6,-3.6h7.2v7.2h-7.2z',
  up: 'M0,-4.6L4.6,3.6H-4.6z',
  down: 'M0,4.6L4.6,-3.6H-4.6z',
  diamond: 'M0,-5L5,0L0,5L-5,0z',
  bar: 'M-4.6,-1.7h9.2v3.4h-9.2z',
  cross: 'M-1.5,-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z',
  ring: 'M-4.4,0a4.4,4.4 0 1,0 8.8,0a4.4,4.4 0 1,0 -8.8,0M-2,0a2,2 0 1,1 4,0a2,2 0 1,1 -4,0',
  half: 'M-4.4,0a4.4,4.4 0 0,1 8.8,0z',
} as const;

const LOOKS: Record<string, [number, keyof typeof SHAPES]> = {
  recognizes: [0, 'circle'],
  'votes-for': [0, 'circle'],
  joins: [0, 'circle'],
  imposes: [0, 'circle'],
  'does-not-recognize': [1, 'square'],
  'votes-against': [1, 'square'],
  rejects: [1, 'square'],
  withdraws: [2, 'half'],
  supports: [3, 'up'],
  opposes: [4, 'down'],
  condemns: [5, 'diamond'],
  vetoes: [5, 'cross'],
  abstains: [6, 'bar'],
  neutral: [7, 'ring'],
};

const OTHERS = Object.keys(SHAPES) as (keyof typeof SHAPES)[];

/** How a stance looks; one of a user's own kind by its place among the kind's stances. */
export function look(stance: string, among: readonly string[] = []): Look {
  const index = Math.max(0, among.indexOf(stance));
  const [colour, shape] = LOOKS[stance] ?? [index % 9, OTHERS[index % OTHERS.length] ?? 'circle'];
  return { colour: `var(--stance-${colour})`, shape: SHAPES[shape] };
}

/** "does-not-recognize" as people write it. */
export const stanceWords = (stance: string): string => stance.replaceAll('-', ' ');
