import { agentOf, CLAUSE, exactly, isPassive, surfaceSubject, type Tree } from '../tree/index.js';
import { clauseSpans, yieldSpans } from './contents.js';
import type { Report } from './report.js';

/** Verbs that report of their own subject: "seemed", "is expected". */
const RAISING = new Set(['seem', 'appear', 'look', 'sound']);
const RAISED = new Set([
  'expect',
  'believe',
  'think',
  'say',
  'report',
  'suppose',
  'rumor',
  'allege',
  'consider',
  'estimate',
  'know',
  'see',
  'predict',
  'project',
  'assume',
  'view',
  'regard',
  'understand',
  'perceive',
  'deem',
]);

/** Whether a verb reports of its own subject: "seems ready", "is expected to leave". */
export function isRaising(tree: Tree, v: number): boolean {
  return RAISING.has(tree.lemma(v)) || (isPassive(tree, v) && RAISED.has(tree.lemma(v)) && tree.child(v, CLAUSE) < 0);
}

/** "Vessia seemed ready", "the envoy is expected to leave": subject and complement are what is said; nobody is named. */
export function reportOfRaising(tree: Tree, v: number, first: number, last: number): Report | undefined {
  const subject = surfaceSubject(tree, v);
  let complement = -1;
  for (const c of tree.childrenBy(v, RAISED_COMPLEMENT)) if (c > v) complement = c;
  if (complement < 0) return undefined;
  const agent = isPassive(tree, v) ? agentOf(tree, v) : -1;
  const content = clauseSpans(tree, complement, agent >= 0 ? [agent] : []);
  if (subject >= 0 && tree.lower(subject) !== 'it' && tree.head(subject) === v)
    content.unshift(...yieldSpans(tree, subject, []));
  return {
    kind: 'indirect',
    at: v,
    source: agent >= 0 ? [agent] : [],
    cue: [tree.span(first, last)],
    content,
    via: [],
    how: `"${tree.lower(v)}" of its own subject`,
  };
}
const RAISED_COMPLEMENT = exactly('xcomp', 'ccomp', 'advcl');
