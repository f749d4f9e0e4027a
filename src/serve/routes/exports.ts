import { z } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';
import { EXPORT_NAMES, EXPORTS, SUBJECTS } from '../../export/index.js';
import { type App, define } from '../define.js';
import { Problem } from '../problem.js';
import { filterOf, filterShape } from '../schema/filter.js';

/** Formats that are tables of anything, so of changes too. */
const TABLES: readonly string[] = ['csv', 'jsonl', 'parquet'];

/** Answers as files that other tools read. */
export function addExports(app: App): void {
  const { by: _, per: __, unresolved: ___, unplaced: ____, ...filters } = filterShape;
  define(
    app,
    {
      method: 'get',
      path: '/exports',
      tags: ['answers'],
      summary: 'Answers as a file that other tools read',
      query: z.strictObject({
        as: z.enum(EXPORT_NAMES).openapi({ description: 'what the file is to be' }),
        of: z.enum(SUBJECTS).default('events').openapi({ description: 'what csv, jsonl and parquet hold' }),
        ...filters,
      }),
      answer: Object.fromEntries(Object.values(EXPORTS).map(({ mediaType }) => [mediaType, z.string()])),
    },
    async (c, { query }) => {
      const { as, of: asked, ...rest } = query;
      const of = rest['since-release'] === undefined ? asked : 'changes';
      if (of === 'changes' && !TABLES.includes(as)) {
        throw new Problem(400, `since-release: ${as} cannot say what changed; ${TABLES.join(', ')} can`);
      }
      const { ledger, codebook } = c.get('desk');
      const { mediaType, extension, write } = EXPORTS[as];
      const parts = write({ ledger, codebook, filter: filterOf(rest), of });
      // What is wrong with the filter shows before the first part, when the status can still say so.
      const first = await parts.next();
      c.header('Content-Type', mediaType);
      c.header('Content-Disposition', `attachment; filename="onrecord-${of}.${extension}"`);
      return stream(c, async (out) => {
        if (!first.done) await out.write(first.value);
        for await (const part of parts) await out.write(part);
      });
    },
  );
}
