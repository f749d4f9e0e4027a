import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '@hono/zod-openapi';
import { parse } from 'yaml';
import type { Codebook } from '../codebook/index.js';
import { UserError } from '../errors.js';

/** Which actor a tile is, by id, and where it lies: column and row of hexagons whose odd rows are shifted right. */
const tile = z.strictObject({ actor: z.string(), column: z.int(), row: z.int() });

/** A map of tiles for a world that no atlas has: a codebook may bring one, `map.yaml`. */
const tileMap = z.strictObject({ label: z.string(), about: z.string(), tiles: z.array(tile).min(1) });

export type TileMap = z.infer<typeof tileMap>;

/** The same with what the codebook says of the actors. */
export const namedMap = z
  .object({
    ...tileMap.shape,
    tiles: z.array(z.object({ ...tile.shape, name: z.string(), contested: z.literal(true).optional() })),
  })
  .openapi('TileMap');

export function withNames(map: TileMap, { actors }: Codebook): z.infer<typeof namedMap> {
  const known = new Map(actors.map((one) => [one.id, one]));
  const tiles = map.tiles.map((one) => {
    const { name = one.actor, contested } = known.get(one.actor) ?? {};
    return { ...one, name, ...(contested && { contested }) };
  });
  return { ...map, tiles };
}

/**
 * The map of a codebook's folder, where it has one.
 *
 * @throws UserError for one that cannot be understood
 */
export async function readMap(folder: string): Promise<TileMap | undefined> {
  const path = join(folder, 'map.yaml');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const result = tileMap.safeParse(parse(text));
  if (!result.success) throw new UserError(`${path}: ${z.prettifyError(result.error)}`);
  return result.data;
}
