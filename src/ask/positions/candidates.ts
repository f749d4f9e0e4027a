import type { Codebook, Question } from '../../codebook/index.js';
import { type Ledger, sequencesWith, type Tables, type View } from '../../ledger/index.js';
import { identitiesOf } from '../identities.js';
import { wherePresent, whoIs } from '../select.js';
import { stanceOf, stancePredicates, stanceTypes } from './stance.js';
import type { Topic } from './topic.js';

/**
 * The claims that could be positions on a question, by their entries' sequences: those with an act that can be a stance
 * of its kind, in which a subject takes part or whose document names the question. All of them are found by indexes.
 *
 * @param holders actors whose positions are asked for; undefined for everybody's
 */
export async function candidates(
  ledger: Ledger,
  { question, topic, codebook }: { question: Question; topic: Topic; codebook: Codebook },
  holders: readonly string[] | undefined,
  view: View,
): Promise<number[]> {
  const { db } = ledger;
  const kind = codebook.kinds[question.kind];
  const types = kind ? stanceTypes(kind, codebook) : [];
  const entries = kind ? stancePredicates(kind) : [];
  if (!types.length || holders?.length === 0) return [];
  const identities = await identitiesOf(db, view);
  const named = await Promise.all([...topic.subjects].map((one) => whoIs(db, one, identities)));
  const subjects = [...new Set(named.flatMap((one) => one.actors))];
  const found = new Set<number>();
  // A type has many acts of which few are stances: the columns tell which, before anything is loaded.
  const keep = (rows: readonly Pick<Tables['claims'], 'sequence' | 'type' | 'cameo' | 'predicate'>[]) => {
    for (const { sequence, type, cameo, predicate } of rows) {
      const act = { type, cameo, ...(predicate !== null && { predicate }) };
      if (kind && stanceOf(kind, act, codebook)) found.add(sequence);
    }
  };
  const wanted = () => {
    const query = wherePresent(
      db
        .selectFrom('claims')
        .select(['claims.sequence', 'claims.type', 'claims.cameo', 'claims.predicate'])
        .where(({ or, eb }) => or([eb('claims.type', 'in', types), eb('claims.predicate', 'in', entries)])),
      view,
    );
    return holders
      ? query.where(
          'claims.sequence',
          'in',
          db.selectFrom('participants').select('claim').where('role', '=', 'source').where('actor', 'in', holders),
        )
      : query;
  };
  if (subjects.length) {
    const taking = db.selectFrom('participants').select('claim').where('actor', 'in', subjects);
    keep(await wanted().where('claims.sequence', 'in', taking).execute());
  }
  for (const words of topic.searches) {
    const codings = db
      .selectFrom('codings')
      .select('codings.sequence')
      .where('codings.revision', 'in', sequencesWith(db, 'document_words', words));
    keep(await wanted().where('claims.coding', 'in', codings).execute());
  }
  return [...found].sort((a, b) => a - b);
}
