import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '@hono/zod-openapi';
import { parse } from 'yaml';
import { UserError } from '../errors.js';

/** A map of tiles for a world that no atlas has: a codebook may bring one, `map.yaml`. */
export const tileMap = z
  .strictObject({
    label: z.string(),
    about: z.string(),
    /** Which actor each tile is, by id, and where it lies: column and row of hexagons whose odd rows are shifted right. */
    tiles: z.array(z.strictObject({ actor: z.string(), column: z.int(), row: z.int() })).min(1),
  })
  .openapi('TileMap');

export type TileMap = z.infer<typeof tileMap>;

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
