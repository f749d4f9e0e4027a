import type { Codebook } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Attribution, Speaker } from '../../types.js';
import { type Mentions, type Nouns, sectorOf } from '../actors/index.js';
import { speaksOf } from '../attribution/index.js';
import type { CodeInput } from '../input.js';
import { APPOSITION, coordinated, phrase, type Tree } from '../tree/index.js';
import type { Material } from './index.js';
import { participantsAt } from './participants.js';
import { isOneOutlet, isOneSpeaker } from './same.js';

/** The longest content that a claim's chain carries, in characters. */
const LONGEST = 700;

/** A chain, and why each link stands in it. */
export interface Chained {
  chain: Attribution[];
  how: string[];
}

/** Who is said to say what stands at a token, innermost first, the outlet last; nobody stands in it twice. */
export function chainAt(material: Material, token: number, own: ReadonlySet<number>): Chained {
  const { tree, mentions, input, codebook } = material;
  const { nouns } = material.lexicon;
  const at = tree.span(token, token);
  const over = material.reports.covering[tree.sentence[token]!]!.filter(
    (r) => !r.relay && !own.has(r.at) && r.content.some((s) => s.start <= at.start && at.end <= s.end),
  )
    .filter((r) => speaksOf(tree, r, token, material.reports))
    .map((report) => ({ report, size: report.content.reduce((sum, s) => sum + s.end - s.start, 0) }))
    .sort((a, b) => a.size - b.size || b.report.at - a.report.at);
  const chain: Attribution[] = [];
  const how: string[] = [];
  // Who speaks twice ("A said …, A said") stands where they are nearest to the words.
  const unheard = (heads: readonly number[]) =>
    speakersOf(tree, mentions, nouns, heads).filter(
      (s) => !chain.some((l) => l.speakers.some((t) => isOneSpeaker(s, t))),
    );
  const link = (made: Attribution, why: string) => {
    if (!made.speakers.length) return;
    chain.push(made);
    how.push(`chain: ${made.speakers.map(({ text }) => text).join(' and ')}: ${why}`);
  };
  for (const { report } of over) {
    link({ kind: 'indirect', speakers: unheard(report.beyond ?? []) }, 'cited by whom a report cites');
    link({ kind: 'indirect', speakers: unheard(report.via) }, `cited; ${report.how}`);
    const content = report.content.find((s) => s.start <= at.start && at.end <= s.end);
    const made: Attribution = { kind: report.kind, speakers: unheard(report.source) };
    if (report.cue[0]) made.cue = report.cue[0];
    if (content && content.end - content.start <= LONGEST && report.kind !== 'report') made.content = content;
    link(made, report.how);
  }
  const outlet = outletOf(input);
  // An outlet that reports of itself is the outlet.
  const last = chain.at(-1)?.speakers;
  if (last?.length === 1 && mayPublish(last[0]!) && isOneOutlet(last[0]!.text, outlet.text, codebook)) {
    chain.pop();
    how.pop();
  }
  const agency = agencyOf(input, codebook);
  if (agency && !chain.some(({ speakers }) => speakers.some((s) => isOneSpeaker(s, agency))))
    link({ kind: 'report', speakers: [agency] }, 'credited in the dateline');
  link({ kind: 'outlet', speakers: [outlet] }, 'published it');
  return { chain, how };
}

function mayPublish({ text, actor }: Speaker): boolean {
  return /^(?:the )?\p{Lu}/u.test(text) && (actor === undefined || actor.sectors.includes('MED'));
}

function speakersOf(tree: Tree, mentions: Mentions, nouns: Nouns, heads: readonly number[]): Speaker[] {
  return heads
    .flatMap((head) => coordinated(tree, head))
    .filter((head) => !RELATIVE.has(tree.lower(head)))
    .flatMap((head) => {
      const role = roleOf(tree, head, nouns);
      return participantsAt(tree, mentions, head).map((speaker): Speaker => (role ? { ...speaker, role } : speaker));
    });
}

/** Pronouns that a parser failed to tie to a noun name nobody. */
const RELATIVE = new Set(['which', 'that', 'who', 'what', 'it', 'this']);

/** What a phrase says of a person's office: "head of the department" beside a name, or the title before one. */
export function roleOf(tree: Tree, head: number, nouns: Nouns): string | undefined {
  for (const c of tree.childrenBy(head, APPOSITION)) {
    const named = sectorOf(tree, head, nouns) && tree.s.upos[head] !== TAG.PROPN ? head : c;
    if (sectorOf(tree, named, nouns))
      return words(tree, named === c ? phrase(tree, c) : [phrase(tree, head)[0], tree.left[c]! - 1]);
  }
  const [first, last] = phrase(tree, head);
  let office = -1;
  for (let i = first; i <= last && i <= first + 12; i++) {
    if (
      sectorOf(tree, i, nouns) &&
      i < last &&
      tree.s.upos[i + 1] === TAG.PROPN &&
      !sectorOf(tree, i + 1, nouns) &&
      tree.head(i + 1) >= first
    )
      office = i;
  }
  return office >= 0 ? words(tree, [first, office]) : undefined;
}

function words(tree: Tree, [first, last]: [number, number]): string {
  while (last > first && tree.s.upos[last] === TAG.PUNCT) last--;
  const { start, end } = tree.span(first, last);
  return tree.text.slice(start, end).replace(/\s+/g, ' ');
}

/** The agency that a dateline credits ("MURTENZ, October 4 (IPB)"), where the outlet is another. */
function agencyOf({ text, dateline, outlet }: CodeInput, codebook: Codebook): Speaker | undefined {
  const name = dateline?.agency;
  if (!name || (outlet && isOneOutlet(name, outlet.name, codebook))) return undefined;
  const at = text.indexOf(name, dateline.span.start);
  return at >= 0 && at < dateline.span.end
    ? { text: name, span: { start: at, end: at + name.length } }
    : { text: name };
}

function outletOf(input: CodeInput): Speaker {
  return { text: input.outlet?.name || input.outlet?.domain || input.path || input.url || input.id };
}
