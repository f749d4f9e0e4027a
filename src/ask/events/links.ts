import { actorKey } from '../../ledger/index.js';
import type { EventRow } from './rows.js';

/** Another event that this one has to do with; `kind` says what the other one is to this one. */
export interface EventLink {
  kind: 'plan' | 'denial' | 'confirmation' | 'reversal' | 'part' | 'forwarded';
  event: string;
}

/** CAMEO codes that take each other back. */
const REVERSALS: readonly (readonly [string, string])[] = [
  ['054', '161'],
  ['050', '161'],
  ['163', '085'],
  ['160', '05'],
  ['172', '08'],
  ['057', '161'],
];

/** Days after a plan in which what was planned still fulfils it, and between an event and its denial. */
const [FULFILLED, DENIED] = [366, 31];

/** The events with links to each other: a plan to what came of it, a denial to what it denies, an act to what takes it back. */
export function withLinks(rows: readonly EventRow[]): EventRow[] {
  const links = new Map<string, EventLink[]>();
  const add = (from: EventRow, kind: EventLink['kind'], to: EventRow) => {
    links.set(from.id, [...(links.get(from.id) ?? []), { kind, event: to.id }]);
  };
  const bySides = new Map<string, EventRow[]>();
  for (const row of rows) {
    const sides = sidesOf(row);
    if (!sides) continue;
    bySides.set(sides, [...(bySides.get(sides) ?? []), row]);
  }
  for (const group of bySides.values()) {
    for (const [i, a] of group.entries()) {
      for (const b of group.slice(i + 1)) {
        const [days, same] = [daysBetween(a, b), a.event.type === b.event.type && codeOf(a) === codeOf(b)];
        const kinds = [a.factuality, b.factuality];
        if (days === undefined) continue;
        const [plan, act] = a.factuality === 'planned' || days > 0 ? [a, b] : [b, a];
        if (same && plan.factuality === 'planned' && act.factuality === 'actual' && days <= FULFILLED) {
          add(act, 'plan', plan);
          add(plan, 'confirmation', act);
        } else if (same && kinds.includes('denied') && kinds.includes('actual') && days <= DENIED) {
          const [denial, told] = a.factuality === 'denied' ? [a, b] : [b, a];
          add(told, 'denial', denial);
          add(denial, denial === a ? 'confirmation' : 'denial', told);
        } else if (a.factuality === 'actual' && b.factuality === 'actual' && takesBack(a, b)) add(a, 'reversal', b);
      }
    }
  }
  return rows.map((row) => {
    const own = links.get(row.id);
    return own ? { ...row, links: own } : row;
  });
}

/** Who acts on whom, where both are known. */
function sidesOf({ source, target }: EventRow): string | undefined {
  if (!source.length || !target.length) return undefined;
  return JSON.stringify([source.map(actorKey).sort(), target.map(actorKey).sort()]);
}

function codeOf({ event }: EventRow): string {
  return event.cameo.slice(0, 3);
}

function takesBack(before: EventRow, after: EventRow): boolean {
  return REVERSALS.some(([did, undid]) => before.event.cameo.startsWith(did) && after.event.cameo.startsWith(undid));
}

/** From one event to one not before it; undefined where a day is not known. */
function daysBetween(a: EventRow, b: EventRow): number | undefined {
  const [from, to] = [a, b].map(({ time, reported }) => (time?.start ?? reported)?.slice(0, 10));
  return from === undefined || to === undefined ? undefined : (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
