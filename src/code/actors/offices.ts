import { type ActorEntry, type Codebook, idsOn } from '../../codebook/index.js';
import type { NameHit } from './names.js';

type Entry = ActorEntry & { id: string };
type Office = NonNullable<Entry['held']>[number];

/** Who a person acts as: by the office, its state or organisation; outside of all, only themselves. */
interface Standing {
  in: ReadonlyMap<string, Entry>;
  out: Entry;
  former: Entry;
}

const kept = new WeakMap<Codebook, Map<string, Standing>>();

/**
 * Reads actors by the day of the report. People of the dated list are, within an office, the government of their state or
 * the organisation whose office it is; outside it the person alone, marked as of the elite (PLOVER's ELI) once they have held one. Without a day, whoever is
 * not known to have left holds the office still. Identifiers are those that hold on the day; without one, the latest.
 *
 * @param day ISO 8601, at any precision
 */
export function onDay(
  hits: readonly (NameHit | undefined)[],
  codebook: Codebook,
  day: string | undefined,
): readonly (NameHit | undefined)[] {
  if (!hits.some((h) => h && isDated(h.actor))) return hits;
  const made = new Map<NameHit, NameHit>();
  return hits.map((hit) => {
    if (!hit || !isDated(hit.actor)) return hit;
    const known = made.get(hit);
    if (known) return known;
    const read = { ...hit, actor: entryOn(hit.actor, codebook, day) };
    made.set(hit, read);
    return read;
  });
}

function isDated({ held, turned, ids }: Entry): boolean {
  return Boolean(held || turned) || typeof ids?.cow === 'object' || typeof ids?.gw === 'object';
}

function entryOn(entry: Entry, codebook: Codebook, day: string | undefined): Entry {
  const actor = entry.held ? standingOn(entry, codebook, day) : entry;
  const turned = actor.turned?.filter(({ from }) => day === undefined || from <= day).at(-1);
  return {
    ...actor,
    ...(turned && { sectors: turned.sectors }),
    ...(actor.ids && { ids: idsOn(actor.ids, day) }),
  };
}

/** People of the dated list by the last word of the name that they go by alone, in lower case. */
export type Officials = ReadonlyMap<string, readonly Entry[]>;

/** Indexes the people of the dated list. */
export function indexOfficials(codebook: Codebook): Officials {
  const index = new Map<string, Entry[]>();
  for (const actor of codebook.actors) {
    if (!actor.held) continue;
    const key = goesBy(actor);
    const list = index.get(key);
    if (list) list.push(actor);
    else index.set(key, [actor]);
  }
  return index;
}

/** The last word of the name by which a person goes alone, in lower case. */
export function goesBy({ surname, name }: Entry): string {
  return (surname ?? name).split(' ').at(-1)!.toLowerCase();
}

/**
 * Who a title and a surname mean on a day ("President Duda"), where only one of that name held such an office then.
 *
 * @param title the lemma of the office's last word
 */
export function officialOn(
  officials: Officials,
  surname: string,
  title: string,
  codebook: Codebook,
  day: string | undefined,
): Entry | undefined {
  const fitting = (officials.get(surname) ?? []).flatMap((person) => {
    const office = officeOn(person, day, title);
    return office ? [actsAs(person, office, codebook)] : [];
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The office, of those with a title if one is given, that somebody held on a day. A bare year or month takes in all of its days. */
function officeOn(person: Entry, day: string | undefined, title?: string): Office | undefined {
  return person.held!.find(
    ({ role, from, until }) =>
      (title === undefined || role.split(' ').at(-1) === title) &&
      (day === undefined
        ? until === undefined
        : from <= day && (until === undefined || day <= until || until.startsWith(day))),
  );
}

function standingOn(person: Entry, codebook: Codebook, day: string | undefined): Entry {
  const office = officeOn(person, day);
  if (office) return actsAs(person, office, codebook);
  const standing = standingOf(person, codebook);
  return day === undefined || person.held!.some((o) => o.from <= day) ? standing.former : standing.out;
}

function actsAs(person: Entry, office: Office, codebook: Codebook): Entry {
  return standingOf(person, codebook).in.get(office.of ?? person.code)!;
}

function standingOf(person: Entry, codebook: Codebook): Standing {
  let all = kept.get(codebook);
  if (!all) {
    all = new Map();
    kept.set(codebook, all);
  }
  const known = all.get(person.id);
  if (known) return known;
  const surname = person.surname ?? person.name.split(' ').at(-1)!;
  const { held, ...rest } = person;
  const alone = { ...rest, surname };
  const within = new Map<string, Entry>();
  for (const id of new Set(held!.map(({ of }) => of ?? person.code))) {
    const body = codebook.actors.find((a) => a.id === id);
    const sectors = body?.kind === 'state' ? ['GOV'] : (body?.sectors ?? []);
    within.set(id, body ? { ...body, kind: 'person', sectors, surname } : alone);
  }
  const made: Standing = {
    in: within,
    out: alone,
    former: { ...alone, sectors: [...new Set([...person.sectors, 'ELI'])] },
  };
  all.set(person.id, made);
  return made;
}
