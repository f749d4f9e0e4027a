import type { Span, Time } from '../../types.js';
import { exactly, type Tree } from '../tree/index.js';

const FINITE = exactly('root', 'ccomp', 'conj', 'parataxis', 'advcl', 'acl:relcl', 'acl');

/**
 * When an event happened, from the time expressions of its sentence: the one whose nearest clause is the event's own,
 * else one in a clause above or below it, else the only one there. None is taken from another sentence.
 *
 * @param told of an event that is only meant or wanted the day of the report: a time up to it, above the event, is of who says so
 */
export function whenOf(
  tree: Tree,
  at: number,
  sentence: Span,
  times: readonly Time[],
  tokenAt: (offset: number) => number,
  told?: string,
): Time | undefined {
  let best: Time | undefined;
  let least = NOWHERE.cost;
  for (const time of times) {
    if (!time.span || time.span.start < sentence.start || time.span.end > sentence.end) continue;
    const token = tokenAt(time.span.start);
    if (token < 0) continue;
    const { cost, above } = distance(tree, token, at);
    if (above && told !== undefined && time.start <= told) continue;
    if (cost < least) {
      least = cost;
      best = time;
    }
  }
  return best;
}

const APART = exactly('ccomp', 'acl:relcl', 'conj');
const CONJ = exactly('conj');
const TOLD = exactly('ccomp', 'parataxis');

const NOWHERE = { cost: 9, above: false };

/** How far a time's clause is from the event's, in clauses; `NOWHERE` where they are not on one path. */
function distance(tree: Tree, time: number, event: number): { cost: number; above: boolean } {
  let steps = 0;
  for (let a = time, guard = 40; a >= 0 && guard > 0; a = tree.head(a), guard--) {
    if (a === event) return { cost: steps, above: false };
    // What is told, what more is said of somebody, and what was done next have a time of their own.
    if (tree.is(a, APART)) break;
    if (FINITE.has(tree.s.deprel[a]!) && tree.tag(a) === 'VERB') steps++;
  }
  // The time stands in a clause above the event: "on Friday announced that it released".
  let up = 1;
  for (let b = event, guard = 40; b >= 0 && guard > 0; b = tree.head(b), guard--) {
    if (b !== event && tree.under(time, b)) return { cost: up + 1 + steps * 0.1, above: true };
    // The day of a report is not the day of what it tells ("said on Friday that …"), nor is a day behind the first verb that of
    // the next ("declared independence in May and is recognized").
    if (tree.is(b, TOLD) || (tree.is(b, CONJ) && time > tree.head(b) && time < b)) break;
    if (FINITE.has(tree.s.deprel[b]!)) up++;
  }
  return NOWHERE;
}
