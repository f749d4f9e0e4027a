import type { EventRow } from '../api/client.ts';
import type { Quad } from '../charts/quads.ts';

/** An event between an actor and somebody else, as the actor sees it. */
export interface Mark {
  event: EventRow;
  day: string;
  /** `out`: the actor acts; `in`: it is acted upon; `both`: each on the other. */
  way: 'out' | 'in' | 'both';
}

/** All that is between an actor and another one. */
export interface Partner {
  id: string;
  name: string;
  marks: Mark[];
  out: number;
  in: number;
  quads: Record<Quad, number>;
}

/** Whom an actor acts upon and who acts upon it; those with whom most is going on first. */
export function partnersOf(actor: string, events: readonly EventRow[]): Partner[] {
  const partners = new Map<string, Partner>();
  for (const event of events) {
    const day = (event.time?.start ?? event.reported)?.slice(0, 10);
    if (day === undefined) continue;
    const [acts, actedUpon] = [event.source, event.target].map((side) => side.some(({ id }) => id === actor));
    const others = [...(acts ? event.target : []), ...(actedUpon ? event.source : [])];
    const among = new Map([...others, ...(event.reciprocal ? event.source : [])].map((one) => [one.id, one]));
    among.delete(actor);
    for (const [id, { name }] of among) {
      const partner = partners.get(id) ?? { id, name, marks: [], out: 0, in: 0, quads: { 1: 0, 2: 0, 3: 0, 4: 0 } };
      const way = event.reciprocal ? 'both' : acts ? 'out' : 'in';
      partner.marks.push({ event, day, way });
      if (way !== 'in') partner.out++;
      if (way !== 'out') partner.in++;
      partner.quads[event.event.quad]++;
      partners.set(id, partner);
    }
  }
  return [...partners.values()].sort((a, b) => b.marks.length - a.marks.length || a.name.localeCompare(b.name));
}
