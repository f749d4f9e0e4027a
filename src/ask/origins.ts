import { agencyName, type Database, type Ledger } from '../ledger/index.js';
import type { Versions } from '../types.js';
import { type Filter, knownBefore, periodOf } from './filter.js';
import { byTime, CHUNK, groupsOf, isCurrent, type Member, membersOf } from './origin-groups.js';
import { distinct, latest } from './values.js';

/** A report where it first came from, with all documents that carry or relay it. */
export interface OriginRow {
  /** The id of the document that was published first. */
  origin: string;
  /** By day of publication, then id. */
  documents: string[];
  /** Agencies and papers that they credit. */
  credited?: string[];
  /** Who cites whom in a circle, by name, each the next one: "A citing B citing A". */
  circles?: string[][];
  versions: Versions;
}

/** What of a filter can be asked of origins. */
export type OriginFilter = Pick<Filter, 'since' | 'until' | 'asOf' | 'knownAt' | 'document' | 'limit' | 'offset'>;

/** Longer circles of papers that cite each other are not looked for. */
const LONGEST_CIRCLE = 8;

/**
 * The origins of the documents that a filter admits by their day of publication, each with all its documents, so that
 * every document of the ledger stands in one row.
 *
 * @throws UserError for a filter that cannot be understood
 */
export async function origins({ db }: Ledger, filter: OriginFilter = {}): Promise<OriginRow[]> {
  const before = knownBefore(filter);
  const { since, until } = periodOf(filter);
  const isAskedFor = ({ document, published }: Member) =>
    (filter.document === undefined || document === filter.document) &&
    (since === undefined || (published !== null && published >= since)) &&
    (until === undefined || (published !== null && published.slice(0, 10) <= until));
  const asked = (await membersOf(db).where(isCurrent(before)).execute()).filter(isAskedFor);
  const groups = await groupsOf(db, asked, before);
  const rows = distinct([...groups.values()]).sort((a, b) => byTime(a[0] as Member, b[0] as Member));
  const shown = latest(rows, filter);
  const credits = await creditsOf(db, shown.flat());
  const versions = await versionsOf(db, shown);
  return shown.map((members, i) => {
    const chains = members.flatMap(({ revision }) => credits.get(revision) ?? []);
    const credited = creditedIn(chains);
    const circles = circlesIn(chains);
    return {
      origin: members[0]?.document as string,
      documents: members.map(({ document }) => document),
      ...(credited.length > 0 && { credited }),
      ...(circles.length > 0 && { circles }),
      versions: versions[i] as Versions,
    };
  });
}

/** The chains of media that revisions credit, the outlet first. */
async function creditsOf(db: Database, members: readonly Member[]): Promise<Map<number, string[][]>> {
  const found = new Map<number, string[][]>();
  for (let at = 0; at < members.length; at += CHUNK) {
    const revisions = members.slice(at, at + CHUNK).map(({ revision }) => revision);
    const rows = await db.selectFrom('credits').selectAll().where('revision', 'in', revisions).execute();
    for (const { revision, chain } of rows) {
      found.set(revision, [...(found.get(revision) ?? []), JSON.parse(chain) as string[]]);
    }
  }
  return found;
}

/** Whom the chains cite, each once. */
function creditedIn(chains: readonly string[][]): string[] {
  const names = new Map<string, string>();
  for (const [, ...cited] of chains)
    for (const name of cited) names.set(agencyName(name), names.get(agencyName(name)) ?? name);
  return [...names.values()].sort();
}

/** The circles in which media cite each other, each from the first of its names in the alphabet. */
function circlesIn(chains: readonly string[][]): string[][] {
  const names = new Map<string, string>();
  const cites = new Map<string, Set<string>>();
  for (const chain of chains) {
    for (const [i, name] of chain.entries()) {
      const [from, to] = [agencyName(name), chain[i + 1]];
      names.set(from, names.get(from) ?? name);
      if (to === undefined || agencyName(to) === from) continue;
      cites.set(from, (cites.get(from) ?? new Set()).add(agencyName(to)));
    }
  }
  const circles = new Map<string, string[]>();
  const walk = (path: readonly string[]): void => {
    for (const next of cites.get(path.at(-1) as string) ?? []) {
      if (next === path[0])
        circles.set(
          path.join('\n'),
          path.map((name) => names.get(name) ?? name),
        );
      // Every circle is walked once, from its first name.
      else if (next > (path[0] as string) && !path.includes(next) && path.length < LONGEST_CIRCLE)
        walk([...path, next]);
    }
  };
  for (const name of [...cites.keys()].sort()) walk([name]);
  return [...circles.values()];
}

/** Of the coding of each origin's first document. */
async function versionsOf(db: Database, groups: readonly (readonly Member[])[]): Promise<Versions[]> {
  const found = new Map<number, Versions>();
  const revisions = groups.flatMap(([first]) => first?.revision ?? []);
  for (let at = 0; at < revisions.length; at += CHUNK) {
    const rows = await db
      .selectFrom('codings')
      .select(['revision', 'coder', 'codebook'])
      .where('revision', 'in', revisions.slice(at, at + CHUNK))
      .orderBy('sequence')
      .execute();
    for (const { revision, coder, codebook } of rows) found.set(revision, { coder, codebook });
  }
  return groups.map(([first]) => found.get(first?.revision as number) ?? { coder: '', codebook: '' });
}
