import { TAG } from '../../parse/inventory.js';
import type { Span } from '../../types.js';
import {
  CLAUSE,
  exactly,
  INFINITIVE,
  isInfinitive,
  isPassive,
  OBJECT,
  OBLIQUE,
  preposition,
  SUBJECT,
  type Tree,
} from '../tree/index.js';
import { asNoted, interrupted } from './asides.js';
import { clauseSpans, trimmed, yieldSpans } from './contents.js';
import { type CueIndex, cueTokens, cueVerb, sourceOf } from './cues.js';
import { objectContent } from './objects.js';
import { isRaising, reportOfRaising } from './raising.js';
import type { Report } from './report.js';

const EXPLETIVE = exactly('expl', 'nsubj', 'nsubj:pass');
const CLAUSAL_SUBJECT = exactly('csubj', 'csubj:pass');
/**
 * The attribution that a verb makes by its place in the tree: a clause or infinitive as its complement, a main clause
 * that it interrupts, or an object that it speaks of. Direct quotations are linked elsewhere.
 */
export function reportOfVerb(tree: Tree, v: number, index: CueIndex): Report | undefined {
  const tag = tree.s.upos[v];
  if (tag !== TAG.VERB) return undefined;
  const found = cueVerb(tree, v, index);
  if (!found) return undefined;
  const { cue, extra } = found;
  const [first, last] = cueTokens(tree, v, extra);
  const report = (content: Span[], how: string, source = sourceOf(tree, v)): Report | undefined => {
    if (!content.length) return undefined;
    const made: Report = {
      kind: 'indirect',
      at: v,
      source: source >= 0 ? [source] : [],
      cue: [tree.span(first, last)],
      content,
      via: [],
      how,
    };
    const standing = isPassive(tree, v) ? -1 : tree.child(v, SUBJECT);
    if (source >= 0 && standing >= 0 && standing !== source) made.standing = standing;
    return made;
  };

  const asClause = asNoted(tree, v);
  if (asClause >= 0) {
    const made = report(yieldSpans(tree, asClause, [v]), `"as" with "${tree.lower(v)}"`);
    return made?.source.length ? { ...made, lasting: true } : made;
  }

  if (isRaising(tree, v)) return reportOfRaising(tree, v, first, last);

  for (const take of cue.takes) {
    if (take === 'clause' || take === 'quote') {
      const clause = complementClause(tree, v);
      if (clause >= 0 && !(interrupted(tree, v) >= 0 && apart(tree, v, clause)))
        return report(clauseSpans(tree, clause), `clause of "${tree.lower(v)}"`);
      if (take === 'quote') {
        const host = interrupted(tree, v);
        if (host >= 0) return report(yieldSpans(tree, host, [v]), `main clause that "${tree.lower(v)}" interrupts`);
      }
    } else if (take === 'infinitive') {
      for (const c of tree.childrenBy(v, INFINITIVE_LIKE)) {
        if (c < v || !isInfinitive(tree, c)) continue;
        const object = tree.child(v, OBJECT);
        // "urged Vessia to release": whom one urges is part of what one says.
        if (object > v && object < c) {
          const span = trimmed(tree, tree.left[object]!, tree.right[c]!);
          return report(span ? [span] : [], `infinitive of "${tree.lower(v)}"`);
        }
        return report(clauseSpans(tree, c), `infinitive of "${tree.lower(v)}"`);
      }
    } else if (take === 'object') {
      const object = objectContent(tree, v);
      if (object.length) return report(object, `object of "${tree.lower(v)}"`);
    } else if (take === 'oblique') {
      for (const c of tree.childrenBy(v, OBLIQUE)) {
        if (c <= last) continue;
        const p = preposition(tree, c);
        if (p !== cue.rest.at(-1)) continue;
        const at = tree.left[c]!;
        const from = tree.lower(at) === p ? at + 1 : Math.max(at, last + 1);
        const span = trimmed(tree, from, tree.right[c]!);
        return report(span ? [span] : [], `"${tree.lower(v)} ${cue.rest.join(' ')}"`);
      }
    } else {
      for (const c of tree.childrenBy(v, OBLIQUE)) {
        if (c < v || preposition(tree, c) !== take) continue;
        const span = trimmed(tree, tree.left[c]! + 1, tree.right[c]!);
        return report(span ? [span] : [], `"${tree.lower(v)} ${take}"`);
      }
    }
  }
  return undefined;
}
const INFINITIVE_LIKE = exactly('xcomp', 'ccomp', 'advcl');

function complementClause(tree: Tree, v: number): number {
  for (const c of tree.childrenBy(v, CLAUSE)) return c;
  for (const c of tree.childrenBy(v, CLAUSAL_SUBJECT)) if (isPassive(tree, v) && c > v) return c;
  for (const c of tree.childrenBy(v, INFINITIVE))
    if (!isInfinitive(tree, c) && c > v && tree.child(c, EXPLETIVE) >= 0) return c;
  return -1;
}

/** Whether a comma parts a verb from a clause without "that": then the clause is not what the verb reports. */
function apart(tree: Tree, v: number, clause: number): boolean {
  const first = tree.left[clause]!;
  if (first <= v || tree.lower(first) === 'that') return false;
  for (let i = v + 1; i <= first; i++) if (tree.word(i) === ',') return true;
  return false;
}
