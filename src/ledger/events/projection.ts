import type { Claim, Document } from '../../types.js';
import type { ClaimContent, CodingContent, RevisionContent } from '../content.js';
import { effectsOf } from '../corrections/effects.js';
import { type Identities, loadIdentities } from '../corrections/identities.js';
import { isPresent } from '../corrections/view.js';
import { contentOf } from '../packing.js';
import type { Appended, Projection } from '../projections.js';
import { insertRows } from '../rows.js';
import type { Database } from '../schema.js';
import { fold } from '../text.js';
import { EventChecker } from './checker.js';
import { type Known, loadKnown, orderKey } from './neighbours.js';
import { forgetKeys } from './place.js';
import { regroup } from './regroup.js';
import { packTelling, tellingOf } from './telling.js';

/** Sequences in one statement. */
const AT_ONCE = 500;

/** Keeps the tables of `EventTables`. */
export const eventsProjection: Projection = {
  async write(db, entries) {
    const recorded = entries[0]?.recorded;
    const first = entries[0]?.sequence;
    if (recorded === undefined || first === undefined) return;
    const identities = await loadIdentities(db);
    const known = await documentsBefore(db, entries, first);
    const leave = await gone(db, known);
    const enter = [
      ...entering(entries, new Set(known), identities),
      ...(await tellingsOf(db, await untold(db, known), identities)),
      ...(await retold(db, entries, identities, recorded)),
    ];
    const corrected = entries.some(({ kind }) => kind === 'correction');
    if (enter.length || leave.length) await regroup(db, { enter, leave, recorded, corrected });
  },

  async forget(db, _document, sequences, recorded) {
    const left: Known[] = [];
    for (let at = 0; at < sequences.length; at += AT_ONCE) {
      left.push(...(await loadKnown(db, 'claim', sequences.slice(at, at + AT_ONCE))));
    }
    if (left.length) {
      const leave = left.map(({ claim }) => claim);
      await regroup(db, { enter: [], leave, recorded, corrected: true });
    }
    for (let at = 0; at < sequences.length; at += AT_ONCE) {
      await db
        .deleteFrom('tellings')
        .where('claim', 'in', sequences.slice(at, at + AT_ONCE))
        .execute();
    }
  },

  checker: (db) => new EventChecker(db),
};

/** Makes the tables anew from the claims that are among the answers; ids that no event has any more lead to those that have. */
export async function regroupAll(db: Database): Promise<void> {
  const before = await db
    .selectFrom('tellings')
    .select((eb) => ['event', eb.fn.min<number>('claim').as('claim')])
    .where('ended', 'is', null)
    .groupBy('event')
    .execute();
  await db.deleteFrom('telling_keys').execute();
  await db.deleteFrom('tellings').execute();
  await tellAll(db);
  const now = new Map<number, string>();
  for (let at = 0; at < before.length; at += AT_ONCE) {
    const claims = before.slice(at, at + AT_ONCE).map(({ claim }) => claim);
    const rows = await db.selectFrom('tellings').select(['claim', 'event']).where('claim', 'in', claims).execute();
    for (const { claim, event } of rows) now.set(claim, event);
  }
  const ids = new Set(now.values());
  const { recorded } = await db.selectFrom('head').select('recorded').executeTakeFirstOrThrow();
  const rows = before.flatMap(({ event, claim }) => {
    const into = now.get(claim);
    return into === undefined || ids.has(event) ? [] : [{ event, recorded, into, corrected: 0 as const }];
  });
  await insertRows(db, 'forwards', rows, { ignore: true });
}

async function tellAll(db: Database): Promise<void> {
  const identities = await loadIdentities(db);
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('claims')
      .select(['claims.sequence', 'claims.recorded'])
      .where('claims.sequence', '>', last)
      .where((eb) => isPresent(eb, {}))
      .orderBy('claims.sequence')
      .limit(AT_ONCE)
      .execute();
    const { sequence, recorded } = rows.at(-1) ?? {};
    if (sequence === undefined || recorded === undefined) return;
    last = sequence;
    const enter = await tellingsOf(
      db,
      rows.map((row) => row.sequence),
      identities,
    );
    await regroup(db, { enter, leave: [], recorded, corrected: false });
  }
}

/** Those of the documents that entries are about of which the ledger had claims before. */
async function documentsBefore(db: Database, entries: readonly Appended[], first: number): Promise<string[]> {
  const named = new Set<string>();
  const codings: number[] = [];
  for (const { kind, sequence, content } of entries) {
    if (kind === 'coding') codings.push(sequence);
    else if (kind === 'correction' || kind === 'placement') {
      const { document } = content as { document?: string };
      if (document !== undefined) named.add(document);
    }
  }
  for (let at = 0; at < codings.length; at += AT_ONCE) {
    const rows = await db
      .selectFrom('codings as new')
      .innerJoin('revisions', 'revisions.sequence', 'new.revision')
      .innerJoin('revisions as all', 'all.document', 'revisions.document')
      .innerJoin('codings as old', 'old.revision', 'all.sequence')
      .select('revisions.document')
      .distinct()
      .where('new.sequence', 'in', codings.slice(at, at + AT_ONCE))
      .where('old.sequence', '<', first)
      .execute();
    for (const { document } of rows) named.add(document);
  }
  return [...named];
}

/** Claims of documents that are told of, and are among the answers no more. */
async function gone(db: Database, documents: readonly string[]): Promise<number[]> {
  const rows = await ofDocuments(db, documents)
    .innerJoin('tellings', 'tellings.claim', 'claims.sequence')
    .where('tellings.ended', 'is', null)
    .where((eb) => eb.not(isPresent(eb as never, {})))
    .execute();
  return rows.map(({ sequence }) => sequence);
}

/** Claims of documents that are among the answers, and not told of yet. */
async function untold(db: Database, documents: readonly string[]): Promise<number[]> {
  const rows = await ofDocuments(db, documents)
    .where((eb) => isPresent(eb, {}))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('tellings')
            .select('tellings.claim')
            .whereRef('tellings.claim', '=', 'claims.sequence')
            .where('tellings.ended', 'is', null),
        ),
      ),
    )
    .execute();
  return rows.map(({ sequence }) => sequence);
}

function ofDocuments(db: Database, documents: readonly string[]) {
  const codings = db
    .selectFrom('revisions')
    .innerJoin('codings', 'codings.revision', 'revisions.sequence')
    .select('codings.sequence')
    .where('revisions.document', 'in', documents.length ? documents : ['']);
  return db.selectFrom('claims').select('claims.sequence').where('claims.coding', 'in', codings);
}

/** What entries say of documents that are new; all that is asked for is in the entries themselves. */
function entering(entries: readonly Appended[], known: ReadonlySet<string>, identities: Identities): Known[] {
  const found: Known[] = [];
  let document: Document | undefined;
  let revision: string | undefined;
  for (const { kind, sequence, hash, content } of entries) {
    if (kind === 'revision') [document, revision] = [(content as RevisionContent).document, hash];
    // A coding of another revision: its document was recorded before, and is known.
    if (kind === 'coding' && (content as CodingContent).revision !== revision) document = undefined;
    if (kind !== 'claim' || !document || known.has(document.id)) continue;
    found.push(knownOf(sequence, (content as ClaimContent).claim, document, identities));
  }
  return found;
}

/** Claims as they are told, by the sequences of their entries. */
export async function tellingsOf(db: Database, sequences: readonly number[], identities: Identities): Promise<Known[]> {
  const found: Known[] = [];
  for (let at = 0; at < sequences.length; at += AT_ONCE) {
    const rows = await db
      .selectFrom('claims')
      .innerJoin('entries', 'entries.sequence', 'claims.sequence')
      .select(['claims.sequence', 'claims.revision', 'entries.content'])
      .where('claims.sequence', 'in', sequences.slice(at, at + AT_ONCE))
      .orderBy('claims.sequence')
      .execute();
    const revisions = await db
      .selectFrom('entries')
      .select(['sequence', 'content'])
      .where(
        'sequence',
        'in',
        rows.map(({ revision }) => revision),
      )
      .execute();
    const documents = new Map(
      revisions.map(({ sequence, content }) => [sequence, contentOf<RevisionContent>(content).document]),
    );
    for (const { sequence, revision, content } of rows) {
      const document = documents.get(revision);
      if (document) found.push(knownOf(sequence, contentOf<ClaimContent>(content).claim, document, identities));
    }
  }
  return found;
}

/** A claim as it is told in its document. */
export function knownOf(sequence: number, claim: Claim, document: Document, identities: Identities): Known {
  const { published, text, id } = document;
  const told = tellingOf(identities.applied({ ...claim, document: id }), {
    words: text.slice(claim.span.start, claim.span.end),
    published,
    document: id,
  });
  return { claim: sequence, told, key: orderKey(published, id, claim.id), day: 0 };
}

/** Claims whose actors others are meant by, since actors were merged or split, or that was taken back. */
async function retold(
  db: Database,
  entries: readonly Appended[],
  identities: Identities,
  recorded: string,
): Promise<Known[]> {
  const isAboutActors = entries.some((entry) => {
    const effects = effectsOf(entry);
    return effects?.identity !== undefined || effects?.undoes !== undefined;
  });
  if (!isAboutActors) return [];
  const { actors, names } = identities.changed(await loadIdentities(db, recorded));
  if (!actors.length && !names.length) return [];
  const rows = await db
    .selectFrom('participants')
    .innerJoin('tellings', 'tellings.claim', 'participants.claim')
    .select('participants.claim')
    .distinct()
    .where('tellings.ended', 'is', null)
    .where((eb) =>
      eb.or([
        eb('participants.actor', 'in', actors.length ? actors : ['']),
        eb.and([
          eb('participants.actor', 'is', null),
          eb('participants.name', 'in', names.length ? names.map(fold) : ['']),
        ]),
      ]),
    )
    .execute();
  const before = new Map(
    (
      await loadKnown(
        db,
        'claim',
        rows.map(({ claim }) => claim),
      )
    ).map((one) => [one.claim, one]),
  );
  const found: Known[] = [];
  for (const one of await tellingsOf(db, [...before.keys()], identities)) {
    const old = before.get(one.claim) as Known;
    if (packTelling(old.told) === packTelling(one.told)) continue;
    await forgetKeys(db, [old]);
    found.push({ ...old, told: one.told, was: old });
  }
  return found;
}
