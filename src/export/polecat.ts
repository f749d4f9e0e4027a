import { type DocumentRow, documents, type EventRow, eventsOn } from '../ask/index.js';
import { type Dyad, dyadsOfEvent, type Side } from './dyads.js';
import type { Export } from './export.js';
import { happened } from './happened.js';
import { tabbed } from './table.js';

/** PLOVER's names of the quad classes. */
const QUADS = { 1: 'V-COOP', 2: 'M-COOP', 3: 'V-CONF', 4: 'M-CONF' } as const;

/** The columns of POLECAT's files, in their order. */
const COLUMNS: readonly [name: string, value: (event: EventRow, dyad: Dyad, read: DocumentRow | undefined) => Cell][] =
  [
    ['Event ID', ({ id }) => id],
    ['Event Date', ({ time, reported }) => (time?.start ?? reported)?.slice(0, 10)],
    ['Event Type', ({ event }) => event.type],
    ['Event Mode', ({ event }) => event.mode],
    ['Intensity', ({ event }) => event.goldstein],
    ['Quad Code', ({ event }) => QUADS[event.quad]],
    ['Contexts', ({ event }) => event.contexts.join(';')],
    ...side('Actor', ({ source }) => source),
    ...side('Recipient', ({ target }) => target),
    ['Placename', ({ place }) => place?.name],
    ['City', () => undefined],
    ['District', () => undefined],
    ['Province', () => undefined],
    ['Country', ({ place }) => place?.country],
    ['Latitude', ({ place }) => place?.lat],
    ['Longitude', ({ place }) => place?.lon],
    ['GeoNames ID', () => undefined],
    ['Raw Placename', ({ place }) => place?.name],
    ['Feature Type', () => undefined],
    ['Source', (_event, _dyad, read) => read?.outlet],
    ['Publication Date', (_event, _dyad, read) => read?.published?.slice(0, 10)],
    ['Story People', () => undefined],
    ['Story Organizations', () => undefined],
    ['Story Locations', () => undefined],
    ['Language', (_event, _dyad, read) => read?.language],
    ['Version', ({ versions }) => `${versions.coder} ${versions.codebook}`],
  ];

type Cell = string | number | undefined;

/** POLECAT's columns, tab-separated, with their head; a row is a dyad. */
export const polecat: Export = {
  mediaType: 'text/tab-separated-values; charset=utf-8',
  extension: 'txt',
  text: true,
  async *write({ ledger, codebook, filter }) {
    const all = await documents(ledger, filter.knownAt === undefined ? {} : { knownAt: filter.knownAt });
    const byId = new Map(all.map((one) => [one.id, one]));
    const events = await eventsOn(ledger, codebook, happened(filter));
    yield tabbed(COLUMNS.map(([name]) => name));
    for (const event of events) {
      const [read] = event.documents.flatMap((id) => byId.get(id) ?? []);
      for (const dyad of dyadsOfEvent(event)) yield tabbed(COLUMNS.map(([, value]) => value(event, dyad, read)));
    }
  },
};

function side(
  name: 'Actor' | 'Recipient',
  of: (dyad: Dyad) => Side | undefined,
): [string, (event: EventRow, dyad: Dyad) => Cell][] {
  const cell = (read: (side: Side) => Cell) => (_: EventRow, dyad: Dyad) => {
    const one = of(dyad);
    return one && read(one);
  };
  return [
    [`${name} Name`, cell((one) => one.name)],
    [`${name} Country`, cell(({ actor }) => actor?.code)],
    [`${name} COW`, cell(({ actor }) => actor?.ids?.cow)],
    [`Primary ${name} Sector`, cell(({ actor }) => actor?.sectors[0])],
    [`${name} Sectors`, cell(({ actor }) => actor?.sectors.join(';'))],
    [`${name} Title`, cell(({ role }) => role)],
    [`${name} Name Raw`, cell((one) => one.raw ?? one.name)],
    [`Wikipedia ${name} ID`, cell(({ actor }) => actor?.ids?.wikidata)],
  ];
}
