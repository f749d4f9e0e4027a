import { createHash } from 'node:crypto';
import { type ClaimRow, claims, type DocumentRow, documents, type EventRow, eventsOn } from '../ask/index.js';
import type { Place } from '../types.js';
import { compactDay, compactTime } from './days.js';
import { type Dyad, dyadsOfEvent, type Side } from './dyads.js';
import type { Export, Request } from './export.js';
import { happened } from './happened.js';
import { tabbed } from './table.js';

/**
 * The event table of GDELT 2.0: 61 columns, tab-separated, without a head (GDELT-Event_Codebook-V2.0). A row is a dyad.
 * What we do not know stays empty: tone, ethnic groups, religions, FIPS and feature codes of places.
 */
export const gdelt: Export = {
  mediaType: 'text/tab-separated-values; charset=utf-8',
  extension: 'export.CSV',
  text: true,
  async *write(request) {
    const read = await sources(request);
    for (const event of await eventsOn(request.ledger, request.codebook, happened(request.filter))) {
      for (const dyad of dyadsOfEvent(event)) yield tabbed(eventRow(event, dyad, read(event)));
    }
  },
};

/** The mention table of GDELT 2.0: 16 columns; a row is a claim of an event. */
export const gdeltMentions: Export = {
  mediaType: gdelt.mediaType,
  extension: 'mentions.CSV',
  text: true,
  async *write(request) {
    const filter = happened(request.filter);
    const found = await eventsOn(request.ledger, request.codebook, filter);
    const byClaim = new Map(found.flatMap((event) => event.claims.map((id) => [id, event] as const)));
    for await (const claim of claims(request.ledger, filter)) {
      const event = byClaim.get(claim.id);
      for (const dyad of event ? dyadsOfEvent(event) : []) yield tabbed(mentionRow(event as EventRow, dyad, claim));
    }
  },
};

/** The documents that an event rests on, the one that came in first before the others. */
async function sources({ ledger, filter }: Request): Promise<(event: EventRow) => DocumentRow[]> {
  const all = await documents(ledger, filter.knownAt === undefined ? {} : { knownAt: filter.knownAt });
  const byId = new Map(all.map((one) => [one.id, one]));
  return (event) =>
    event.documents
      .flatMap((id) => byId.get(id) ?? [])
      .sort((a, b) => (a.recorded < b.recorded ? -1 : a.recorded > b.recorded ? 1 : 0));
}

function eventRow(event: EventRow, dyad: Dyad, read: readonly DocumentRow[]): (string | number | undefined)[] {
  const { cameo, quad, goldstein } = event.event;
  const day = compactDay(event.time?.start ?? event.reported);
  const outlets = new Set(read.map(({ outlet, id }) => outlet ?? id));
  const [first] = read;
  return [
    eventNumber(event, dyad),
    day,
    day.slice(0, 6),
    day.slice(0, 4),
    fraction(day),
    ...actor(dyad.source),
    ...actor(dyad.target),
    1,
    cameo,
    cameo.slice(0, 3),
    cameo.slice(0, 2),
    quad,
    goldstein,
    event.claims.length,
    outlets.size,
    event.documents.length,
    undefined,
    ...geography(undefined),
    ...geography(undefined),
    ...geography(event.place),
    compactTime(first?.recorded),
    first?.url ?? first?.path ?? first?.id,
  ];
}

/** GLOBALEVENTID: a whole number below 2^53 that only the event and the dyad decide. */
function eventNumber({ id }: EventRow, { source, target }: Dyad): number {
  const name = (one: Side | undefined) => one?.actor?.id ?? one?.name ?? '';
  const digest = createHash('sha256')
    .update(JSON.stringify([id, name(source), name(target)]))
    .digest();
  return digest.readUIntBE(0, 6);
}

/** FractionDate: the year, and the part of it that has passed, by the codebook's formula. */
function fraction(day: string): string {
  if (!day) return '';
  const passed = (Number(day.slice(4, 6)) * 30 + Number(day.slice(6, 8))) / 365;
  return (Number(day.slice(0, 4)) + Math.min(passed, 0.9999)).toFixed(4);
}

/** Code, name, country, known group, ethnic group, two religions, three types. */
function actor(side: Side | undefined): (string | undefined)[] {
  if (!side) return Array(10).fill(undefined);
  const { code = '', sectors = [] } = side.actor ?? {};
  const isGroup = ['IGO', 'NGO', 'MNC'].includes(code);
  const types = sectors.slice(0, 3);
  return [
    `${code}${types.join('')}` || undefined,
    side.name.toUpperCase(),
    isGroup ? undefined : code || undefined,
    isGroup ? code : undefined,
    undefined,
    undefined,
    undefined,
    ...Array.from({ length: 3 }, (_, i) => types[i]),
  ];
}

/** Type, full name, country, two administrative divisions, latitude, longitude, feature. */
function geography(place: Place | undefined): (string | number | undefined)[] {
  if (!place) return [0, ...Array(7).fill(undefined)];
  const { name, lat, lon } = place;
  // 4 is a place in the world outside the United States, 1 a country.
  return [lat === undefined ? 1 : 4, name, undefined, undefined, undefined, lat, lon, undefined];
}

function mentionRow(event: EventRow, dyad: Dyad, claim: ClaimRow): (string | number | undefined)[] {
  const offset = (side: Side | undefined, participants: ClaimRow['source']) =>
    participants.find(({ actor: one, text }) => (side?.actor ? one?.id === side.actor.id : text === side?.name))?.span
      .start ?? -1;
  return [
    eventNumber(event, dyad),
    compactTime(event.time?.start ?? event.reported),
    compactTime(claim.published ?? claim.recorded),
    1,
    claim.outlet,
    claim.url ?? claim.document,
    undefined,
    offset(dyad.source, [...claim.source, ...claim.target]),
    offset(dyad.target, [...claim.target, ...claim.source]),
    claim.trigger.start,
    1,
    Math.round(claim.confidence * 100),
    undefined,
    undefined,
    undefined,
    undefined,
  ];
}
