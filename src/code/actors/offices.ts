import { type ActorEntry, type Codebook, idsOn } from '../../codebook/index.js';
import type { NameHit } from './names.js';

type Entry = ActorEntry & { id: string };

/** Who a person acts as on a day: the government of a state, or only themselves. */
interface Standing {
  in: Entry;
  out: Entry;
  former: Entry;
}

const kept = new WeakMap<Codebook, Map<string, Standing>>();

/**
 * Reads actors by the day of the report. People of the dated list are, within an office, the government of their state;
 * outside it the person alone, marked as of the elite (PLOVER's ELI) once they have held one. Without a day, whoever is
 * not known to have left holds the office still. Identifiers are those that hold on the day; without one, the latest.
 *
 * @param day ISO 8601, at any precision
 */
export function onDay(
  hits: readonly (NameHit | undefined)[],
  codebook: Codebook,
  day: string | undefined,
): readonly (NameHit | undefined)[] {
  if (!hits.some((h) => h?.actor.held || isDated(h))) return hits;
  const made = new Map<NameHit, NameHit>();
  return hits.map((hit) => {
    if (!hit || !(hit.actor.held || isDated(hit))) return hit;
    const known = made.get(hit);
    if (known) return known;
    const actor = hit.actor.held ? standingOn(hit.actor, codebook, day) : hit.actor;
    const read = { ...hit, actor: actor.ids ? { ...actor, ids: idsOn(actor.ids, day) } : actor };
    made.set(hit, read);
    return read;
  });
}

function isDated(hit: NameHit | undefined): boolean {
  const ids = hit?.actor.ids;
  return ids !== undefined && (typeof ids.cow === 'object' || typeof ids.gw === 'object');
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
  const fitting = (officials.get(surname) ?? []).filter(
    (p) => p.held!.some((o) => o.role.split(' ').at(-1) === title) && inOffice(p, day),
  );
  return fitting.length === 1 ? standingOf(fitting[0]!, codebook).in : undefined;
}

/** A bare year or month takes in all of its days. */
function inOffice(person: Entry, day: string | undefined): boolean {
  return person.held!.some(({ from, until }) =>
    day === undefined
      ? until === undefined
      : from <= day && (until === undefined || day <= until || until.startsWith(day)),
  );
}

function standingOn(person: Entry, codebook: Codebook, day: string | undefined): Entry {
  const standing = standingOf(person, codebook);
  if (inOffice(person, day)) return standing.in;
  return day === undefined || person.held!.some((o) => o.from <= day) ? standing.former : standing.out;
}

function standingOf(person: Entry, codebook: Codebook): Standing {
  let all = kept.get(codebook);
  if (!all) {
    all = new Map();
    kept.set(codebook, all);
  }
  const known = all.get(person.id);
  if (known) return known;
  const state = codebook.actors.find((a) => a.id === person.code);
  const surname = person.surname ?? person.name.split(' ').at(-1)!;
  const { held: _, ...alone } = person;
  const made: Standing = {
    in: state ? { ...state, kind: 'person', sectors: ['GOV'], surname } : alone,
    out: alone,
    former: { ...alone, sectors: [...new Set([...person.sectors, 'ELI'])] },
  };
  all.set(person.id, made);
  return made;
}
