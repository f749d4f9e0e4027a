import { REL, TAG } from '../../parse/inventory.js';
import type { Sentences } from '../../types.js';
import { REPORT_NOUNS } from '../words.js';
import { joinAdditions } from './additions.js';

const OFFICE_RELATIONS = new Set<number>([
  REL.conj,
  REL.parataxis,
  REL.dep,
  REL.nmod,
  REL.list,
  REL.orphan,
  REL.flat,
  REL.obl,
  REL['nmod:unmarked'],
  REL['obl:unmarked'],
  REL.obj,
  REL.xcomp,
]);
const HAVE = new Set(['have', 'has', 'had', "'ve", '’ve', 'having']);
const SUBJECT_RELATIONS = new Set<number>([REL.nsubj, REL['nsubj:pass']]);
const CLAUSE_RELATIONS = new Set<number>([REL.conj]);

/** What is known of the nouns of a text, by their tokens. */
export interface Words {
  /** Whether it is a noun for an office. */
  office(token: number): boolean;
  /** Whether it may name an act. */
  act(token: number): boolean;
  /** Whether it names one together with another ("the imposition of sanctions"). */
  deed(token: number, of: number): boolean;
}

/**
 * Cuts cycles, which a damaged input may have, and mends attachments that the grammar of English rules out, whichever parser made them:
 *
 * - "of" joins a noun to the noun before it, never to something further right or to punctuation;
 * - a preposition before an office and a name ("with the envoy Ann Lee") is the name's;
 * - a name and an office that only a comma parts, with no conjunction, are one person ("the envoy, Ann Lee,");
 * - a verb with a subject of its own, or right after "have", is no adjective of the noun behind it ("have imposed sanctions");
 * - what stands between "that" and the verb of its clause belongs to that clause;
 * - "reports in the press that Vessia signed it": a clause that lacks nothing is the report's, and no relative clause;
 * - "A reported, citing B, that …": what is reported hangs on the report, not on "citing";
 * - a past or finite verb after "and" goes with the finite verb before it, not with that one's infinitive ("refused to sign and condemned");
 * - a bare infinitive after "and" goes with the infinitive before it, not with the finite verb over both;
 * - of "accused Vessia of piracy" the charge is the verb's, not the accused's;
 * - "Were Vessia to sign, …" is a clause of condition under what follows it;
 * - "the recognition of X by Y" is Y's, and so is "an invasion of X by Y": no X is by anybody;
 * - "A, along with B," is A and B.
 *
 * @returns the sentences, with heads and relations of their own where something was mended
 */
export function repair(s: Sentences, { office, act, deed }: Words): Sentences {
  const head = Int32Array.from(s.head);
  const deprel = Uint8Array.from(s.deprel);
  cutCycles(head, s.sentences);
  const lower = (i: number) => s.text.slice(s.start[i]!, s.end[i]!).toLowerCase();
  const nominal = (i: number) => s.upos[i] === TAG.NOUN || s.upos[i] === TAG.PROPN;
  const below = (i: number, above: number) => {
    for (let a = i, steps = 60; a >= 0 && steps > 0; a = head[a]!, steps--) if (a === above) return true;
    return false;
  };
  const attach = (i: number, to: number, rel: number) => {
    if (below(to, i)) return;
    head[i] = to;
    deprel[i] = rel;
  };
  for (let k = 0; k + 1 < s.sentences.length; k++) {
    const from = s.sentences[k]!;
    const to = s.sentences[k + 1]!;
    const left = new Map<number, number>();
    for (let i = from; i < to; i++) {
      const h = head[i]!;
      if (h >= 0 && i < (left.get(h) ?? h)) left.set(h, i);
      // "with the premier Lea Varr"
      if (deprel[i] === REL.case && h > i && deprel[h] === REL['nmod:desc'] && head[h]! > h) head[i] = head[h]!;
      // of
      if (lower(i) === 'of' && deprel[i] === REL.case && h > i && i > from && nominal(i - 1)) {
        const over = head[h]!;
        if (over > h || (over >= 0 && s.upos[over] === TAG.PUNCT)) attach(h, i - 1, REL.nmod);
      }
    }
    for (let i = from; i < to; i++) if (s.upos[i] === TAG.VERB && deprel[i] === REL.amod) raiseVerb(i, from, to);
    for (let i = from; i < to; i++) if (deprel[i] === REL.case && lower(i) === 'by') raiseAgent(head[i]!);
    joinAdditions(s, head, deprel, from, to);
    for (let i = from; i < to; i++) {
      const verb = head[i]!;
      if (deprel[i] !== REL.mark || verb < i || lower(i) !== 'that') continue;
      for (let c = i + 1; c < verb; c++) if (head[c]! >= 0 && head[c]! < i) attach(c, verb, deprel[c]!);
    }
    for (let i = from; i < to; i++) {
      if (deprel[i] === REL['acl:relcl'] || deprel[i] === REL.acl) joinReport(i, to);
      const h = head[i]!;
      if (deprel[i] === REL.ccomp && h >= 0 && CITING.has(lower(h)) && head[h]! >= 0 && deprel[h] === REL.advcl)
        attach(i, head[h]!, REL.ccomp);
    }
    for (let i = from + 1; i + 1 < to; i++) {
      if (lower(i) !== ',') continue;
      joinName(i, from, to);
    }
    for (let i = from; i < to; i++) if (s.upos[i] === TAG.VERB && deprel[i] === REL.conj) raiseFinite(i, from, to);
    for (let i = from; i < to; i++) {
      if (s.upos[i] === TAG.VERB && CHARGING.has(s.lemma[i]?.toLowerCase() ?? '')) freeCharge(i, to);
      if (lower(i) === 'were' && (i === from || s.upos[i - 1] === TAG.PUNCT)) openCondition(i, to);
    }
    for (let i = from; i < to; i++) {
      const h = head[i]!;
      if (s.upos[i] !== TAG.VERB || !CLAUSE_RELATIONS.has(deprel[i]!) || h < 0 || s.upos[h] !== TAG.VERB) continue;
      if (!features(i).includes('VerbForm=Inf') || features(h).includes('VerbForm=Inf') || hasOwnSubject(i, from))
        continue;
      for (let c = h + 1; c < i; c++)
        if (
          head[c] === h &&
          (deprel[c] === REL.xcomp || deprel[c] === REL.csubj || deprel[c] === REL.ccomp || deprel[c] === REL.advcl) &&
          features(c).includes('VerbForm=Inf')
        )
          attach(i, c, REL.conj);
    }
  }
  return {
    text: s.text,
    length: s.length,
    sentences: s.sentences,
    start: s.start,
    end: s.end,
    upos: s.upos,
    head,
    deprel,
    feats: s.feats,
    featBundles: s.featBundles,
    lemma: s.lemma,
    mentions: s.mentions,
    ...(s.speech && { speech: s.speech }),
  };

  /** Hangs who acts on the noun of the act, where the parser has it on whom it is done to. */
  function raiseAgent(agent: number): void {
    const done = head[agent]!;
    if (done < 0 || done > agent || !nominal(done) || act(done) || !nominal(agent)) return;
    for (let over = head[done]!, steps = 3; over >= 0 && over < agent && steps > 0; over = head[over]!, steps--) {
      if (!nominal(over)) return;
      if (!act(over) || over > done) continue;
      const above = head[over]!;
      attach(agent, above >= 0 && above < over && deed(above, over) ? above : over, REL.nmod);
      return;
    }
  }

  /** Hangs a verb that cannot be an infinitive's second on the finite verb over that, with what follows it. */
  function raiseFinite(v: number, from: number, to: number): void {
    const infinitive = head[v]!;
    if (infinitive < from || infinitive > v || !features(infinitive).includes('VerbForm=Inf')) return;
    if (!/VerbForm=Fin|Tense=Past/.test(features(v)) || hasOwnSubject(v, from)) return;
    let finite = head[infinitive]!;
    for (let steps = 0; finite >= from && !features(finite).includes('VerbForm=Fin') && steps < 8; steps++)
      finite = head[finite]!;
    if (finite < from || finite > infinitive || s.upos[finite] !== TAG.VERB) return;
    attach(v, finite, REL.conj);
    for (let c = v + 1; c < to; c++) if (head[c] === infinitive && deprel[c] !== REL.punct) attach(c, v, deprel[c]!);
  }

  /** Hangs "of piracy" on "accused": of what follows the object, the last phrase with "of", unless it only names whose the object is. */
  function freeCharge(v: number, to: number): void {
    let object = -1;
    for (let c = v + 1; c < Math.min(to, v + 12) && object < 0; c++)
      if (head[c] === v && deprel[c] === REL.obj) object = c;
    if (object < 0) return;
    const phrases: number[] = [];
    for (let i = object + 1; i < Math.min(to, object + 12) && s.upos[i] !== TAG.VERB; i++) {
      const of = head[i]!;
      if (lower(i) === 'of' && deprel[i] === REL.case && of > i && below(of, object)) phrases.push(of);
    }
    const last = phrases.at(-1);
    if (last !== undefined && (phrases.length > 1 || s.upos[last] === TAG.NOUN)) attach(last, v, REL.obl);
  }

  /** "Were Vessia to sign, Tarrow would …": verb and subject of a condition, wherever they hang. */
  function openCondition(were: number, to: number): void {
    let v = -1;
    for (let i = were + 2; i < Math.min(to, were + 12) && v < 0 && lower(i) !== ','; i++)
      if (lower(i) === 'to' && i + 1 < to && s.upos[i + 1] === TAG.VERB) v = i + 1;
    if (v < 0) return;
    let main = -1;
    for (let c = v + 1; c < to && main < 0; c++)
      if (deprel[c] === REL.aux && head[c]! > v && s.upos[head[c]!] === TAG.VERB) main = head[c]!;
    if (main < 0) return;
    let subject = -1;
    for (let c = were + 1; c < v; c++) if (subject < 0 && SUBJECT_RELATIONS.has(deprel[c]!)) subject = c;
    attach(v, main, REL.advcl);
    attach(were, v, REL.aux);
    if (subject >= 0) attach(subject, v, REL.nsubj);
  }

  /** Makes a verb that hangs on its own object the head of the clause. */
  function raiseVerb(v: number, from: number, to: number): void {
    const noun = head[v]!;
    if (noun < v || !nominal(noun)) return;
    const over = head[noun]!;
    const perfect = over === v - 1 && HAVE.has(lower(over)) && deprel[noun] === REL.obj;
    let own = false;
    for (let c = from; c < v; c++) own ||= head[c] === v && deprel[c] === REL.nsubj;
    if (!perfect && !own) return;
    const top = perfect ? over : noun;
    const [above, rel] = [head[top]!, deprel[top]!];
    if (perfect) {
      for (let c = from; c < to; c++) if (head[c] === over && c !== noun) head[c] = v;
      head[over] = v;
      deprel[over] = REL.aux;
    }
    head[v] = above;
    deprel[v] = rel;
    head[noun] = v;
    deprel[noun] = REL.obj;
  }

  /** Hangs a whole "that" clause on the noun of report that it tells of. */
  function joinReport(v: number, to: number): void {
    const noun = head[v]!;
    if (noun < 0 || noun > v) return;
    let that = -1;
    let subject = false;
    let object = false;
    for (let c = Math.max(noun + 1, v - 40); c < Math.min(to, v + 12); c++) {
      if (head[c] !== v) continue;
      if (that < 0 && c < v && lower(c) === 'that') that = c;
      else if (SUBJECT_RELATIONS.has(deprel[c]!)) subject = true;
      else if (deprel[c] === REL.obj || deprel[c] === REL.iobj) object = true;
    }
    if (that < 0 || !subject || !object || SUBJECT_RELATIONS.has(deprel[that]!)) return;
    let report = noun;
    for (let steps = 0; steps < 3 && !isReport(report) && deprel[report] === REL.nmod; steps++) report = head[report]!;
    // "in the press" may hang on the verb beside its object.
    if (report >= 0 && deprel[report] === REL.obl)
      for (let c = report - 1; c > Math.max(0, report - 8); c--)
        if (head[c] === head[report] && isReport(c)) report = c;
    if (report < 0 || !isReport(report) || report > that) return;
    attach(v, report, REL.acl);
    deprel[that] = REL.mark;
  }

  function isReport(i: number): boolean {
    return s.upos[i] === TAG.NOUN && REPORT_NOUNS.has(s.lemma[i]?.toLowerCase() ?? lower(i));
  }

  function features(i: number): string {
    return s.featBundles[s.feats[i]!] ?? '';
  }

  function hasOwnSubject(v: number, from: number): boolean {
    for (let c = Math.max(from, v - 8); c < v; c++)
      if (head[c] === v && (deprel[c] === REL.nsubj || deprel[c] === REL['nsubj:pass'] || deprel[c] === REL.aux))
        return true;
    return false;
  }

  /** Joins "office, Name" and "Name, office" around the comma at `i`, where the tree has them apart. */
  function joinName(i: number, from: number, to: number): void {
    const before = i - 1;
    if (!nominal(before) || i + 1 >= to) return;
    let end = i + 1;
    while (
      end < to &&
      (s.upos[end] === TAG.PROPN ||
        /^[-–]$/.test(lower(end)) ||
        (s.upos[end - 1] === TAG.PUNCT && /^[-–]$/.test(lower(end - 1))))
    )
      end++;
    const closed = end >= to || /^[,.;"”—–-]$/.test(lower(end));
    if (s.upos[i + 1] === TAG.PROPN && end - i > 2 && closed) {
      const name = top(i + 1, end);
      // The office is the outermost before the comma: of "the envoy of the ministry" the envoy.
      let outer = -1;
      for (let o = before; o >= Math.max(from, before - 12) && lower(o) !== ','; o--)
        if (office(o) && below(before, o) && s.upos[o] !== TAG.PROPN) outer = o;
      if (outer >= 0) {
        if (SUBJECT_RELATIONS.has(deprel[name]!) && deprel[outer] === REL['obl:agent']) release(name, end, to);
        if (head[name] !== outer && OFFICE_RELATIONS.has(deprel[name]!)) attach(name, outer, REL.appos);
        return;
      }
    }
    if (s.upos[before] !== TAG.PROPN && s.upos[before] !== TAG.NOUN) return;
    // Name, office of …,
    let start = before;
    while (start > from && (s.upos[start - 1] === TAG.PROPN || /^[-–]$/.test(lower(start - 1)))) start--;
    while (start < before && s.upos[start] === TAG.PUNCT) start++;
    if (start === before || !/^\p{Lu}/u.test(s.text.slice(s.start[start]!))) return;
    const named = top(start, i);
    for (let o = i + 1; o < Math.min(to, i + 6) && lower(o) !== ','; o++) {
      // Behind a verb of its own an office is nobody's description: "the agency, citing the ministry".
      if (s.upos[o] === TAG.VERB && deprel[o] !== REL.amod) return;
      if (!office(o) || s.upos[o] === TAG.VERB) continue;
      if (head[o] !== named && OFFICE_RELATIONS.has(deprel[o]!) && !coordinatedBy(o, from)) attach(o, named, REL.appos);
      return;
    }
  }

  /** "As noted by the envoy, Ann Lee, the minister was …": the subject is the minister, and the name is free. */
  function release(name: number, from: number, to: number): void {
    const verb = head[name]!;
    for (let c = from; c < to; c++) {
      const second = head[c] === verb && SUBJECT_RELATIONS.has(deprel[c]!) && c < verb;
      if (!second && !(head[c] === name && deprel[c] === REL.appos)) continue;
      if (!second) attach(c, verb, deprel[name]!);
      deprel[name] = REL.dep;
      return;
    }
  }

  function coordinatedBy(o: number, from: number): boolean {
    for (let c = o - 1; c >= Math.max(from, o - 6); c--) if (deprel[c] === REL.cc && head[c] === o) return true;
    return false;
  }

  /** The token from `first` up to, not with, `end` that hangs on none of the others. */
  function top(first: number, end: number): number {
    let t = end - 1;
    for (let steps = 0; steps < 20; steps++) {
      const h = head[t]!;
      if (h < first || h >= end) return t;
      t = h;
    }
    return t;
  }
}

/** Verbs with "of" behind whom they strike or tell. */
const CHARGING = new Set([
  'accuse',
  'suspect',
  'convict',
  'acquit',
  'absolve',
  'warn',
  'inform',
  'remind',
  'notify',
  'assure',
  'deprive',
  'strip',
  'rob',
  'relieve',
]);
const CITING = new Set(['citing', 'quoting']);

/** Makes a root of one token of each cycle, and of a token that hangs on one outside its sentence. */
function cutCycles(head: Int32Array, sentences: Int32Array): void {
  const seen = new Int32Array(head.length).fill(-1);
  for (let k = 0; k + 1 < sentences.length; k++) {
    const from = sentences[k]!;
    const to = sentences[k + 1]!;
    for (let i = from; i < to; i++) {
      let a = i;
      while (a >= 0 && seen[a]! < 0) {
        seen[a] = i;
        const h = head[a]!;
        if (h < from || h >= to || seen[h] === i) head[a] = -1;
        a = head[a]!;
      }
    }
  }
}
