import {
  type ChangeRow,
  type ClaimRow,
  chainNames,
  changes,
  claims,
  type EventRow,
  eventsOn,
  type Position,
  positions,
} from '../ask/index.js';
import { type Dyad, dyadsOfClaim, dyadsOfEvent, type Side } from './dyads.js';
import type { Request } from './export.js';
import type { TableColumn } from './table.js';

/** A flat table: its columns, and its rows as their cells. */
export interface FlatTable {
  columns: readonly Pick<TableColumn<never>, 'name' | 'type'>[];
  rows: AsyncIterable<(string | number | undefined)[]>;
}

/** The answers themselves, one after the other. */
export async function* answers({ ledger, codebook, filter, of }: Request): AsyncGenerator<object> {
  if (of === 'changes') yield* changes(ledger, filter);
  else if (of === 'claims') yield* claims(ledger, filter);
  else if (of === 'positions') yield* await positions(ledger, codebook, filter);
  else yield* await eventsOn(ledger, codebook, filter);
}

/** The answers as a flat table: events and claims by dyads, a row each. */
export function flatTable({ ledger, codebook, filter, of }: Request): FlatTable {
  if (of === 'changes') return table(CHANGES, changedDyads(changes(ledger, filter)));
  if (of === 'claims') return table(CLAIMS, split(claims(ledger, filter), dyadsOfClaim));
  if (of === 'positions') return table(POSITIONS, each(positions(ledger, codebook, filter)));
  return table(EVENTS, split(each(eventsOn(ledger, codebook, filter)), dyadsOfEvent));
}

function table<Row>(columns: readonly TableColumn<Row>[], rows: AsyncIterable<Row>): FlatTable {
  async function* cells() {
    for await (const row of rows) yield columns.map(({ value }) => value(row));
  }
  return { columns, rows: cells() };
}

async function* each<T>(items: Promise<readonly T[]>): AsyncGenerator<T> {
  yield* await items;
}

async function* split<T>(items: AsyncIterable<T>, dyadsOf: (item: T) => Dyad[]): AsyncGenerator<T & { dyad: Dyad }> {
  for await (const item of items) {
    for (const dyad of orNobody(dyadsOf(item))) yield { ...item, dyad };
  }
}

/** What names neither side has a row all the same, so that ids can be counted. */
function orNobody(dyads: Dyad[]): Dyad[] {
  return dyads.length ? dyads : [{}];
}

/** A dyad of a claim that was added, changed (as it is now) or withdrawn (as it was); or a document that was erased. */
interface ChangedDyad {
  change: ChangeRow['change'];
  fields: readonly string[];
  document: string;
  claim?: ClaimRow & { dyad: Dyad };
}

async function* changedDyads(rows: AsyncIterable<ChangeRow>): AsyncGenerator<ChangedDyad> {
  for await (const row of rows) {
    const { change } = row;
    if (row.change === 'erased') yield { change, fields: [], document: row.document };
    else {
      const { claim } = row;
      const fields = row.change === 'changed' ? row.fields : [];
      for (const dyad of orNobody(dyadsOfClaim(claim)))
        yield { change, fields, document: claim.document, claim: { ...claim, dyad } };
    }
  }
}

type Text<Row> = (row: Row) => string | undefined;
type Value<Row> = (row: Row) => number | undefined;

const text = <Row>(name: string, value: Text<Row>): TableColumn<Row> => ({ name, type: 'STRING', value });
const whole = <Row>(name: string, value: Value<Row>): TableColumn<Row> => ({ name, type: 'INT32', value });
const decimal = <Row>(name: string, value: Value<Row>): TableColumn<Row> => ({ name, type: 'DOUBLE', value });

/** Several values in one cell. */
const list = (values: readonly string[] | undefined): string | undefined =>
  values?.length ? values.join('; ') : undefined;

function side(name: 'source' | 'target'): TableColumn<{ dyad: Dyad }>[] {
  const of = (read: (side: Side) => string | undefined) => (row: { dyad: Dyad }) => {
    const one = row.dyad[name];
    return one && read(one);
  };
  return [
    text(
      `${name}_id`,
      of(({ actor }) => actor?.id),
    ),
    text(
      `${name}_name`,
      of((one) => one.name),
    ),
    text(
      `${name}_code`,
      of(({ actor }) => actor?.code),
    ),
    text(
      `${name}_sectors`,
      of(({ actor }) => list(actor?.sectors)),
    ),
    text(
      `${name}_group`,
      of(({ actor }) => (actor?.group ? 'true' : undefined)),
    ),
  ];
}

type Told = Pick<ClaimRow & EventRow, 'id' | 'event' | 'time' | 'place' | 'factuality'> & { dyad: Dyad };

/** What is done, by whom, to whom, when and where. */
const ACT: readonly TableColumn<Told>[] = [
  text('id', ({ id }) => id),
  text('start', ({ time }) => time?.start),
  text('end', ({ time }) => time?.end),
  text('precision', ({ time }) => time?.precision),
  text('type', ({ event }) => event.type),
  text('mode', ({ event }) => event.mode),
  text('contexts', ({ event }) => list(event.contexts)),
  text('cameo', ({ event }) => event.cameo),
  whole('quad', ({ event }) => event.quad),
  decimal('goldstein', ({ event }) => event.goldstein),
  ...side('source'),
  ...side('target'),
  text('factuality', ({ factuality }) => factuality),
  text('place', ({ place }) => place?.name),
  text('country', ({ place }) => place?.country),
  decimal('lat', ({ place }) => place?.lat),
  decimal('lon', ({ place }) => place?.lon),
];

const VERSIONS: readonly TableColumn<{ versions: ClaimRow['versions'] }>[] = [
  text('coder', ({ versions }) => versions.coder),
  text('codebook', ({ versions }) => versions.codebook),
];

const EVENTS: readonly TableColumn<EventRow & { dyad: Dyad }>[] = [
  ...ACT,
  text('reported', ({ reported }) => reported),
  text('words', ({ words }) => words),
  text('by', ({ by }) => list(by.map((chain) => chain.join(' < ')))),
  whole('claims', ({ claims: found }) => found.length),
  whole('documents', ({ documents }) => documents.length),
  whole('origins', ({ origins }) => origins),
  text('claim_ids', ({ claims: found }) => list(found)),
  text('document_ids', ({ documents }) => list(documents)),
  ...VERSIONS,
];

const CLAIMS: readonly TableColumn<ClaimRow & { dyad: Dyad }>[] = [
  ...ACT,
  text('novelty', ({ novelty }) => novelty),
  text('headline', ({ headline }) => String(headline)),
  text('by', (row) => chainNames(row).join(' < ')),
  decimal('confidence', ({ confidence }) => confidence),
  text('document', ({ document }) => document),
  text('url', ({ url }) => url),
  text('outlet', ({ outlet }) => outlet),
  text('published', ({ published }) => published),
  text('recorded', ({ recorded }) => recorded),
  text('origin', ({ origin }) => origin),
  ...VERSIONS,
];

const POSITIONS: readonly TableColumn<Position>[] = [
  text('question', ({ question }) => question),
  text('actor_id', ({ actor }) => actor.id),
  text('actor_name', ({ actor }) => actor.name),
  text('actor_code', ({ actor }) => actor.code),
  text('stance', ({ stance }) => stance),
  text('factuality', ({ factuality }) => factuality),
  text('from', ({ from }) => from),
  text('until', ({ until }) => until),
  text('reported', ({ reported }) => reported),
  text('known', ({ known }) => known),
  text('by', ({ by }) => list(by.map((chain) => chain.join(' < ')))),
  text('words', ({ words }) => words),
  text('reason', ({ reason }) => reason),
  whole('claims', ({ claims: found }) => found.length),
  whole('documents', ({ documents }) => documents.length),
  whole('origins', ({ origins }) => origins),
  text('claim_ids', ({ claims: found }) => list(found)),
  text('document_ids', ({ documents }) => list(documents)),
  text('contradicted', ({ contradicted }) => list(contradicted)),
  ...VERSIONS,
];

const CHANGES: readonly TableColumn<ChangedDyad>[] = [
  text('change', ({ change }) => change),
  text('fields', ({ fields }) => list(fields)),
  ...CLAIMS.map(
    ({ name, type, value }): TableColumn<ChangedDyad> => ({
      name,
      type,
      value: ({ claim, document }) => (claim ? value(claim) : name === 'document' ? document : undefined),
    }),
  ),
];
