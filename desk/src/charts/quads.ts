/** The four quad classes: words are hollow, deeds solid; together is a circle, against each other a diamond. */
export const QUADS = {
  1: {
    label: 'words of cooperation',
    colour: 'var(--stance-0)',
    solid: false,
    shape: 'M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0',
  },
  2: {
    label: 'deeds of cooperation',
    colour: 'var(--stance-0)',
    solid: true,
    shape: 'M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0',
  },
  3: { label: 'words of conflict', colour: 'var(--stance-1)', solid: false, shape: 'M0,-5L5,0L0,5L-5,0z' },
  4: { label: 'deeds of conflict', colour: 'var(--stance-1)', solid: true, shape: 'M0,-5L5,0L0,5L-5,0z' },
} as const;

export type Quad = keyof typeof QUADS;
export const QUAD_KEYS = [1, 2, 3, 4] as const satisfies readonly Quad[];
