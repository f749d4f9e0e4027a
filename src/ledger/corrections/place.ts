import type { Appender } from '../chain.js';
import type { Database } from '../schema.js';
import { type Coding, standIn } from './stand.js';

/**
 * Sets the human work on a document into a new coding of it, right after that coding's entries were appended: what is in
 * force is found again by its words, or listed as not to be placed.
 */
export async function placeAgain(db: Database, appender: Appender, coding: Coding): Promise<void> {
  const judgements = await db
    .selectFrom('judgements')
    .selectAll()
    .where('document', '=', coding.document.id)
    .where('ended', 'is', null)
    .orderBy('sequence')
    .execute();
  for (const placement of await standIn(db, judgements, coding)) appender.append('placement', placement);
}
