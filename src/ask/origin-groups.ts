import { sql } from 'kysely';
import type { Database } from '../ledger/index.js';
import { compare, distinct } from './values.js';

/** A document as it stands in a revision. */
export interface Member {
  revision: number;
  document: string;
  published: string | null;
}

/** Rows asked for at once. */
export const CHUNK = 500;

/**
 * The origin of each of some documents, at a ledger time: the document that was published first among those that are
 * copies or relays of each other.
 *
 * @param before the first instant that is too late; undefined for now
 * @param known those of the documents whose current revisions are known already
 */
export async function originsOf(
  db: Database,
  documents: readonly string[],
  before?: string,
  known: ReadonlyMap<string, Member> = new Map(),
): Promise<Map<string, string>> {
  const members = [...known.values()];
  const all = distinct(documents);
  const wanted = all.filter((document) => !known.has(document));
  for (let at = 0; at < wanted.length; at += CHUNK) {
    const rows = await membersOf(db)
      .where(isCurrent(before))
      .where('document', 'in', wanted.slice(at, at + CHUNK))
      .execute();
    members.push(...rows);
  }
  const groups = await groupsOf(db, members, before);
  return new Map(all.map((document) => [document, groups.get(document)?.[0]?.document ?? document]));
}

/** The documents that belong together with each of some, in order, by document. */
export async function groupsOf(
  db: Database,
  asked: readonly Member[],
  before: string | undefined,
): Promise<Map<string, Member[]>> {
  const members = new Map(asked.map((one) => [one.revision, one]));
  const links = new Map<number, number[]>();
  let fresh = [...members.keys()];
  while (fresh.length) {
    const next: number[] = [];
    for (let at = 0; at < fresh.length; at += CHUNK) {
      const rows = await db
        .selectFrom('copies')
        .innerJoin('revisions', 'revisions.sequence', 'copies.other')
        .select(['copies.revision as from', 'copies.other', 'revisions.document', 'revisions.published'])
        .where('copies.revision', 'in', fresh.slice(at, at + CHUNK))
        .where(isCurrent(before))
        .execute();
      for (const { from, other, document, published } of rows) {
        links.set(from, [...(links.get(from) ?? []), other]);
        if (members.has(other)) continue;
        members.set(other, { revision: other, document, published });
        next.push(other);
      }
    }
    fresh = next;
  }
  const groups = new Map<string, Member[]>();
  const seen = new Set<number>();
  for (const { revision } of asked) {
    if (seen.has(revision)) continue;
    const group: Member[] = [];
    const open = [revision];
    seen.add(revision);
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      group.push(members.get(one) as Member);
      for (const other of links.get(one) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        open.push(other);
      }
    }
    group.sort(byTime);
    for (const { document } of group) groups.set(document, group);
  }
  return groups;
}

/** The order in which documents of one origin were published; of those of one time, by id. */
export function byTime(a: Member, b: Member): number {
  return compare(a.published ?? '~', b.published ?? '~') || compare(a.document, b.document);
}

/** All revisions, as members. */
export function membersOf(db: Database) {
  return db.selectFrom('revisions').select(['revisions.sequence as revision', 'document', 'published']);
}

/** Whether a revision is its document's current one, now or before an instant. */
export function isCurrent(before: string | undefined) {
  if (before === undefined) return sql<boolean>`revisions.ended is null`;
  return sql<boolean>`(revisions.recorded < ${before} and (revisions.ended is null or revisions.ended >= ${before}))`;
}
