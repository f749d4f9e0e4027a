import type { Ledger } from '../../ledger/index.js';
import type { Position } from '../positions/index.js';

/** Values that one statement is given. */
const CHUNK = 500;

/** The positions that were answers and are none any more, with when the last claim of each went. */
export async function withdrawnSince(
  ledger: Ledger,
  before: readonly Position[],
  now: readonly Position[],
): Promise<{ position: Position; known: string }[]> {
  const present = new Set(now.map(keyOf));
  const gone = before.filter((position) => !present.has(keyOf(position)));
  const ended = await endsOf(ledger, [...new Set(gone.flatMap(({ claims }) => claims))]);
  return gone.flatMap((position) => {
    const times = position.claims.flatMap((claim) => ended.get(claim) ?? []).sort();
    const known = times.at(-1);
    return known === undefined ? [] : [{ position, known }];
  });
}

/** A position is the same as long as its holder has the same stance; since when may be learned anew. */
function keyOf({ question, actor, stance, factuality }: Position): string {
  return [question, actor.id, stance, factuality].join('\n');
}

/** When claims ceased to be answers: replaced by a revision, or by what a person said. */
async function endsOf({ db }: Ledger, claims: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let at = 0; at < claims.length; at += CHUNK) {
    const rows = await db
      .selectFrom('claims')
      .leftJoin('judgements', (join) =>
        join.onRef('judgements.twin', '=', 'claims.sequence').on('judgements.ended', 'is', null),
      )
      .select(['claims.id', 'claims.ended', 'judgements.recorded'])
      .where('claims.id', 'in', claims.slice(at, at + CHUNK))
      .execute();
    for (const { id, ended, recorded } of rows) {
      const last = [found.get(id), ended, recorded]
        .filter((one) => one !== null && one !== undefined)
        .sort()
        .at(-1);
      if (last !== undefined) found.set(id, last);
    }
  }
  return found;
}
