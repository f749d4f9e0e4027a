import type { ActorEntry, Codebook } from '../../codebook/index.js';
import { TAG } from '../../parse/inventory.js';
import { exactly, type Tree } from '../tree/index.js';
import type { NameHit } from './names.js';

const FLAT = exactly('flat');
const COMPOUND = exactly('compound');

/** Who else bears a name, and the words that tell that they are meant, in lower case. */
export type Namesakes = readonly { actor: ActorEntry & { id: string }; signs: ReadonlySet<string> }[];

/** The actors of a codebook that bear the name of another, with their signs. */
export function indexNamesakes(codebook: Codebook): Namesakes {
  return codebook.actors.flatMap((actor) =>
    actor.signs ? [{ actor, signs: new Set(actor.signs.map((sign) => sign.toLowerCase())) }] : [],
  );
}

/** How many different signs of a namesake a text must have. */
const ENOUGH = 2;

/**
 * Takes names that are often something else ("Georgia", "Jordan", "Chad") for the state only where the text does not say
 * otherwise: within the name of a person or of another thing they name nobody, and a later use alone goes with the
 * fuller one ("Atlanta, Georgia", "Michael Jordan"), unless the text names the state by another word too. A name that
 * several share ("Congolese") means the one that the text names by a word of its own too, else the first.
 *
 * @param namesakes who else bears such a name
 * @param isTitle whether a token is the title of a person ("Mr")
 * @param isOffice whether a token is a noun for an office, which leaves the name before it what it is
 */
export function withoutNamesakes(
  tree: Tree,
  hits: readonly (NameHit | undefined)[],
  namesakes: Namesakes,
  isTitle: (token: number) => boolean,
  isOffice: (token: number) => boolean,
): (NameHit | undefined)[] {
  const plain = new Set<string>();
  const others = new Map<string, NameHit | undefined>();
  const unsure: NameHit[] = [];
  const divided: NameHit[] = [];
  const kept = [...hits];
  for (let i = 0; i < hits.length; i++) {
    const hit = hits[i];
    if (hit?.first !== i) continue;
    // "Paris" with a surname is a person, whoever else it names elsewhere.
    if (hit.use === 'seat' && hit.first === hit.last && isFirstName(tree, i, hits, isOffice)) {
      kept[i] = undefined;
      continue;
    }
    if (isTown(tree, hits, hit)) {
      for (let k = hit.first; k <= hit.last; k++) kept[k] = undefined;
      continue;
    }
    if (hit.others) divided.push(hit);
    if (!isAmbiguous(hit)) {
      if (!hit.others) plain.add(hit.actor.id);
      if (hit.actor.kind !== 'state') for (const name of hit.actor.ambiguous) others.set(name, hit);
    } else if (hit.first === hit.last && isElse(tree, i, hits, isOffice)) {
      kept[i] = undefined;
      // A surname stands alone later; a first name seldom does.
      if (tree.is(i, FLAT) && !others.has(hit.text)) others.set(hit.text, undefined);
    } else if (hit.use === 'name' && hit.first === hit.last && isSomebody(tree, i, hits, isTitle, isOffice)) {
      kept[i] = undefined;
      if (!others.has(hit.text)) others.set(hit.text, undefined);
    } else unsure.push(hit);
  }
  for (const hit of divided) {
    const meant = plain.has(hit.actor.id) ? undefined : hit.others?.find(({ actor }) => plain.has(actor.id));
    if (meant) for (let k = hit.first; k <= hit.last; k++) if (kept[k]) kept[k] = { ...hit, ...meant };
  }
  for (const { actor, signs } of unsure.length ? namesakes : []) {
    const text = actor.ambiguous.find((name) => unsure.some((hit) => hit.text === name && !plain.has(hit.actor.id)));
    const hit = unsure.find((one) => one.text === text);
    if (hit && !others.has(hit.text) && isSigned(tree, signs)) others.set(hit.text, { ...hit, actor });
  }
  for (const hit of unsure) {
    if (!others.has(hit.text) || plain.has(hit.actor.id)) continue;
    const other = others.get(hit.text);
    const made = other && { ...hit, actor: other.actor };
    for (let k = hit.first; k <= hit.last; k++) kept[k] = made;
  }
  return kept;
}

/** "Moscow, Idaho": a town by the name of a state or its capital, in a region of another state. */
function isTown(tree: Tree, hits: readonly (NameHit | undefined)[], { actor, last, use }: NameHit): boolean {
  const beside = hits[last + 2];
  return (
    (use === 'seat' || use === 'name') &&
    actor.kind === 'state' &&
    tree.word(last + 1) === ',' &&
    beside?.first === last + 2 &&
    beside.actor.kind === 'region' &&
    beside.actor.code !== actor.code &&
    beside.use === 'name'
  );
}

function isAmbiguous({ text, actor }: NameHit): boolean {
  return actor.ambiguous.includes(text);
}

/** Whether a name that is no hit goes on after this token. */
function isFirstName(
  tree: Tree,
  i: number,
  hits: readonly (NameHit | undefined)[],
  isOffice: (token: number) => boolean,
): boolean {
  return tree.childrenBy(i, FLAT).some((c) => c === i + 1 && tree.s.upos[c] === TAG.PROPN && !hits[c] && !isOffice(c));
}

/** Whether a token is a part of a longer name, or of a word for a thing ("Guinea pigs"). */
function isElse(
  tree: Tree,
  i: number,
  hits: readonly (NameHit | undefined)[],
  isOffice: (token: number) => boolean,
): boolean {
  const name = (k: number) => tree.s.upos[k] === TAG.PROPN && !hits[k] && !isOffice(k);
  const head = tree.head(i);
  if (tree.is(i, FLAT) && head >= 0 && name(head)) return true;
  if (isFirstName(tree, i, hits, isOffice)) return true;
  if (head <= i || !tree.is(i, COMPOUND) || head - i > 3) return false;
  return name(head) || (tree.s.upos[i] === TAG.NOUN && tree.s.upos[head] === TAG.NOUN && !isOffice(head));
}

/** "Mr Jordan", "Chad met his wife": a title before a name, or a pronoun that speaks of nobody but who acts in its clause, makes a person of it. */
function isSomebody(
  tree: Tree,
  i: number,
  hits: readonly (NameHit | undefined)[],
  isTitle: (token: number) => boolean,
  isOffice: (token: number) => boolean,
): boolean {
  if (i > 0 && tree.sentence[i - 1] === tree.sentence[i] && isTitle(i - 1)) return true;
  const verb = tree.head(i);
  if (verb < 0 || !tree.is(i, SUBJECT) || tree.s.upos[verb] !== TAG.VERB) return false;
  const from = tree.s.sentences[tree.sentence[i]!]!;
  for (let k = from; k <= tree.right[verb]!; k++) {
    if (k === i) continue;
    if (k > i && OF_ONE.has(tree.lower(k))) return true;
    // Whoever else could be meant.
    if ((tree.s.upos[k] === TAG.PROPN && !hits[k]) || isOffice(k) || hits[k]?.actor.kind === 'person') return false;
    if (k > verb && tree.is(k, CLAUSES) && tree.head(k) === verb) return false;
  }
  return false;
}
const SUBJECT = exactly('nsubj');
const CLAUSES = exactly('ccomp', 'parataxis', 'advcl', 'conj');
const OF_ONE = new Set(['his', 'her', 'himself', 'herself']);

/** Whether a text has enough of the signs. */
function isSigned(tree: Tree, signs: ReadonlySet<string>): boolean {
  const found = new Set<string>();
  for (let i = 0; i < tree.length; i++) if (signs.has(tree.lower(i))) found.add(tree.lower(i));
  return found.size >= ENOUGH;
}
