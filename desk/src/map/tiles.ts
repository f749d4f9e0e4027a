import type { Schemas } from '../api/client.ts';
import type { Drawing, Shape } from './shapes.ts';

/** From a hexagon's middle to its corner, and to its side. */
const RADIUS = 48;
const SIDE = (RADIUS * Math.sqrt(3)) / 2;

const [MARGIN, GAP] = [6, 2];

/** Letters beyond which a name is written in two lines. */
const LINE = 9;

/** The map of a world that no atlas has, drawn as the codebook lays out its tiles. */
export function tileMap({ label, about, tiles }: Schemas['TileMap']): Drawing {
  const shapes = tiles.map(({ actor, name, contested, column, row }): Shape => {
    const x = MARGIN + SIDE * (2 * column + 1 + (row % 2));
    const y = MARGIN + RADIUS * (1 + 1.5 * row);
    return { actor, name, x, y, path: hexagon(x, y), contested: contested ?? false, label: linesOf(name) };
  });
  const width = Math.max(...shapes.map(({ x }) => x)) + SIDE + MARGIN;
  const height = Math.max(...shapes.map(({ y }) => y)) + RADIUS + MARGIN;
  return { label, about: `${about} Contested territories are hatched.`, width, height, shapes };
}

function hexagon(x: number, y: number): string {
  const corners = [0, 1, 2, 3, 4, 5].map((corner) => {
    const angle = (Math.PI / 3) * corner - Math.PI / 2;
    const at = (middle: number, part: number) => (middle + (RADIUS - GAP) * part).toFixed(1);
    return `${at(x, Math.cos(angle))},${at(y, Math.sin(angle))}`;
  });
  return `M${corners.join('L')}Z`;
}

function linesOf(name: string): string[] {
  const space = name.lastIndexOf(' ');
  return name.length <= LINE || space < 0 ? [name] : [name.slice(0, space), name.slice(space + 1)];
}
