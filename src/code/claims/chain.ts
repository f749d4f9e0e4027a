import type { Codebook } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import type { Attribution, Speaker } from '../../types.js';
import { type Mentions, type Nouns, sectorOf } from '../actors/index.js';
import { speaksOf } from '../attribution/index.js';
import type { CodeInput } from '../input.js';
import { APPOSITION, coordinated, phrase, type Tree } from '../tree/index.js';
import type { Material } from './index.js';
import { participantsAt } from './participants.js';

/** The longest content that a claim's chain carries, in characters. */
const LONGEST = 700;

/** Who is said to say what stands at a token, innermost first, the outlet last. */
export function chainAt(material: Material, token: number, own: ReadonlySet<number>): Attribution[] {
  const { tree, mentions, input, codebook } = material;
  const { nouns } = material.lexicon;
  const at = tree.span(token, token);
  const over = material.reports.reports
    .filter((r) => !r.relay && !own.has(r.at) && r.content.some((s) => s.start <= at.start && at.end <= s.end))
    .filter((r) => speaksOf(tree, r, token, material.reports))
    .map((report) => ({ report, size: report.content.reduce((sum, s) => sum + s.end - s.start, 0) }))
    .sort((a, b) => a.size - b.size || b.report.at - a.report.at);
  const chain: Attribution[] = [];
  // Who speaks twice ("A said …, A said") stands where they are nearest to the words.
  const unheard = (heads: readonly number[]) =>
    speakersOf(tree, mentions, nouns, heads).filter(
      (s) => !chain.some((l) => l.speakers.some((t) => t.text === s.text)),
    );
  for (const { report } of over) {
    if (report.via.length) {
      const cited = unheard(report.via);
      if (cited.length) chain.push({ kind: 'indirect', speakers: cited });
    }
    if (!report.source.length) continue;
    const speakers = unheard(report.source);
    if (!speakers.length) continue;
    const content = report.content.find((s) => s.start <= at.start && at.end <= s.end);
    const made: Attribution = { kind: report.kind, speakers };
    if (report.cue[0]) made.cue = report.cue[0];
    if (content && content.end - content.start <= LONGEST && report.kind !== 'report') made.content = content;
    chain.push(made);
  }
  const agency = agencyOf(input, codebook);
  if (agency) chain.push({ kind: 'report', speakers: [agency] });
  chain.push({ kind: 'outlet', speakers: [outletOf(input)] });
  return chain;
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
  if (!name || (outlet && isSame(name, outlet.name, codebook))) return undefined;
  const at = text.indexOf(name, dateline.span.start);
  return at >= 0 && at < dateline.span.end
    ? { text: name, span: { start: at, end: at + name.length } }
    : { text: name };
}

/** Whether an agency's name or abbreviation and an outlet's name are one outlet's. */
function isSame(agency: string, outlet: string, codebook: Codebook): boolean {
  const [a, o] = [agency.toLowerCase(), outlet.toLowerCase()];
  const initials = outlet
    .match(/\b\p{Lu}/gu)
    ?.join('')
    .toLowerCase();
  if (o.includes(a) || a.includes(o) || initials === a) return true;
  return codebook.actors.some(({ name, aliases }) => {
    const names = [name, ...aliases].map((n) => n.toLowerCase());
    return names.includes(a) && names.includes(o);
  });
}

function outletOf(input: CodeInput): Speaker {
  return { text: input.outlet?.name || input.outlet?.domain || input.path || input.url || input.id };
}
