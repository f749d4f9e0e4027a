import { sql } from 'kysely';
import { among, eachOf } from '../numbers.js';
import type { Database } from '../schema.js';
import { Comparison, type Sketched } from './copies.js';
import { agencyName } from './relays.js';
import type { Report } from './reports.js';
import { sketchOf } from './rows.js';
import type { CopyTable } from './tables.js';

/** Revisions looked at under one key: what more of them have is the foot of a page, and copies share other keys. */
const UNDER_A_KEY = 64;

/** Revisions that a text is compared with, and pairs of it that are kept: the first that came into the ledger. */
const COMPARED = 32;

/** Days between a report and its relay, and how many runs of words the two must have in common. */
const DAYS = 1;
const COMMON = 3;

const DAY = 86_400_000;

/** What was found of reports: pairs of revisions, each once, the later one first. */
export interface Pairs {
  pairs: CopyTable[];
  /** Those for which not all could be looked at. */
  full: Set<number>;
}

/**
 * The earlier revisions of which reports are copies or relays. All that is looked up for them is looked up at once; the
 * reports' own rows must stand in the tables.
 */
export async function pairsOf(db: Database, reports: readonly Report[]): Promise<Pairs> {
  const before = Math.max(0, ...reports.map(({ revision }) => revision));
  const prints = await under(db, 'prints', 'print', new Set(reports.flatMap(({ print }) => [...print.keys])), before);
  const told = reports.filter(({ document }) => document.published !== undefined);
  const stories = await under(db, 'stories', 'story', new Set(told.flatMap((one) => one.stories)), before);
  const full = new Set<number>();
  const asked = reports.map((report) => ({
    report,
    nearest: nearestOf(report, prints, full),
    telling: tellingOf(report, stories, full),
  }));
  const facts = await factsOf(db, new Set(asked.flatMap(({ telling }) => telling)));
  const chosen = asked.map(({ report, nearest, telling }) => ({
    report,
    nearest,
    near: telling.filter((other) => isNear(report, facts.get(other))),
  }));
  const citing = chosen.flatMap(({ report, near }) => near.filter((other) => cites(report.chains, facts.get(other))));
  const credits = await creditsOf(db, new Set(citing));
  const sketches = await sketchesOf(db, new Set(chosen.flatMap(({ nearest, near }) => [...nearest, ...near])));
  const pairs = chosen.flatMap(({ report: { revision, print, chains, document }, nearest, near }) => {
    if (!nearest.length && !near.length) return [];
    const own = new Comparison(print);
    const found = (others: readonly number[], test: (sketch: Sketched) => boolean) =>
      others.filter((other) => {
        const sketch = sketches.get(other);
        return sketch !== undefined && test(sketch);
      });
    const copies = found(nearest, (sketch) => own.isCopy(sketch));
    // Two that name each other as where they have it from have it from nowhere else, in whatever words.
    const circular = near.filter(
      (other) => cites(chains, facts.get(other)) && cites(credits.get(other) ?? [], { outlet: document.outlet?.name }),
    );
    const relays = [...new Set([...circular, ...found(near, (sketch) => own.common(sketch) >= COMMON)])];
    return [
      ...copies.map((other): CopyTable => ({ revision, other, how: 'copy' })),
      ...relays.filter((one) => !copies.includes(one)).map((other): CopyTable => ({ revision, other, how: 'relay' })),
    ];
  });
  return { pairs, full };
}

/** The earlier revisions that share most keys with a report. */
function nearestOf(
  { revision, print }: Report,
  prints: ReadonlyMap<number, readonly number[]>,
  full: Set<number>,
): number[] {
  const shared = new Map<number, number>();
  for (const key of print.keys) {
    const others = prints.get(key) ?? [];
    if (others.length === UNDER_A_KEY) full.add(revision);
    for (const other of others) if (other < revision) shared.set(other, (shared.get(other) ?? 0) + 1);
  }
  if (shared.size > COMPARED) full.add(revision);
  const nearest = [...shared].sort(([a, m], [b, n]) => n - m || a - b).slice(0, COMPARED);
  return nearest.map(([other]) => other).sort((a, b) => a - b);
}

/** The earlier revisions that tell one of a report's stories on the same agency's word. */
function tellingOf(
  { revision, stories, document }: Report,
  known: ReadonlyMap<number, readonly number[]>,
  full: Set<number>,
): number[] {
  if (document.published === undefined) return [];
  const telling = new Set<number>();
  for (const story of stories) {
    const others = known.get(story) ?? [];
    if (others.length === UNDER_A_KEY) full.add(revision);
    for (const other of others) if (other < revision) telling.add(other);
  }
  return [...telling].sort((a, b) => a - b);
}

/** Whether chains of media, each from the outlet on, lead to an outlet. */
function cites(
  chains: readonly (readonly string[])[],
  other: { outlet?: string | null | undefined } | undefined,
): boolean {
  const name = other?.outlet ? agencyName(other.outlet) : '';
  return name !== '' && chains.some(([, ...cited]) => cited.some((one) => agencyName(one) === name));
}

async function creditsOf(db: Database, revisions: ReadonlySet<number>): Promise<Map<number, string[][]>> {
  const found = new Map<number, string[][]>();
  if (!revisions.size) return found;
  const rows = await db.selectFrom('credits').selectAll().where('revision', 'in', among(db, revisions)).execute();
  for (const { revision, chain } of rows) {
    found.set(revision, [...(found.get(revision) ?? []), JSON.parse(chain) as string[]]);
  }
  return found;
}

interface Facts {
  published: string | null;
  outlet: string | null;
}

/** Whether another revision is of about the same day, and not of the same outlet: that one's are two reports of its own. */
function isNear({ document: { published, outlet } }: Report, other: Facts | undefined): boolean {
  if (!other || other.published === null || other.outlet === (outlet?.name ?? null)) return false;
  const [day, otherDay] = [published ?? '', other.published].map((time) => Date.parse(time.slice(0, 10)));
  return Math.abs((otherDay as number) - (day as number)) <= DAYS * DAY;
}

async function factsOf(db: Database, revisions: ReadonlySet<number>): Promise<Map<number, Facts>> {
  if (!revisions.size) return new Map();
  const rows = await db
    .selectFrom('revisions')
    .select(['sequence', 'published', 'outlet'])
    .where('sequence', 'in', among(db, revisions))
    .execute();
  return new Map(rows.map((row) => [row.sequence, row]));
}

async function sketchesOf(db: Database, revisions: ReadonlySet<number>): Promise<Map<number, Sketched>> {
  if (!revisions.size) return new Map();
  const rows = await db.selectFrom('sketches').selectAll().where('revision', 'in', among(db, revisions)).execute();
  return new Map(rows.map((row) => [row.revision, sketchOf(row)]));
}

/** By key: the first revisions under it, where there are any before one. */
async function under(
  db: Database,
  table: 'prints' | 'stories',
  column: 'print' | 'story',
  keys: ReadonlySet<number>,
  before: number,
): Promise<Map<number, number[]>> {
  if (!keys.size) return new Map();
  const first = sql`select revision from ${sql.table(table)} where ${sql.ref(column)} = key and revision < ${before}
    order by revision limit ${UNDER_A_KEY}`;
  // One row a key: most keys have few revisions, and some have many.
  const { rows } = await sql<{ key: number; revisions: string | null }>`
    select key, (select string_agg(cast(revision as text), ',') from (${first}) as one) as revisions
    from ${eachOf(db, keys)} as keys`.execute(db);
  return new Map(rows.flatMap(({ key, revisions }) => (revisions ? [[key, revisions.split(',').map(Number)]] : [])));
}
