import type { Sentences } from '../../types.js';
import { DEPRELS, UPOS } from '../inventory.js';
import { writeEntities } from './entities.js';
import type { Frame, Multiword } from './frame.js';

/** What sentences are part of. */
export interface Numbering {
  /** The document's id: for `# newdoc id`, and part of the sentences' ids. */
  document?: string;
  /** The first sentence's number; 1 unless told. With 1 a document begins. */
  first?: number;
}

/** Sentences as one CoNLL-U text; see `conlluSentences`. */
export function toConllu(sentences: Sentences, document?: string): string {
  return [...conlluSentences(sentences, document === undefined ? {} : { document })].join('');
}

/**
 * The CoNLL-U of each sentence, ended by a blank line, one after the other so that a long text is not held twice.
 *
 * @param source the frames that the sentences were read with: then comments and multiword tokens are those of the frames.
 *   Else the sentences are numbered, a blank line in the text makes `# newpar`, and a clitic with the word it leans on is a
 *   multiword token, as in the English treebanks.
 */
export function* conlluSentences(sentences: Sentences, source: Numbering | readonly Frame[] = {}): Generator<string> {
  const entities = writeEntities(sentences.mentions);
  for (let k = 0; k + 1 < sentences.sentences.length; k++) {
    const frame = 'length' in source ? source[k] : ownFrame(sentences, k, source);
    const { comments = [], multiwords = [] } = frame ?? {};
    const lines = comments.filter((c) => !c.startsWith(GLOBAL_ENTITY));
    if (k === 0 && entities.size > 0) lines.unshift(`${GLOBAL_ENTITY} = GRP-etype`);
    yield `${lines.map((l) => `${l}\n`).join('')}${wordLines(sentences, k, multiwords, entities)}\n`;
  }
}

const GLOBAL_ENTITY = '# global.Entity';

/** Forms, in lower case with straight quotes, that the treebanks write as part of the word before. */
const CLITICS = new Set([
  "'s",
  "n't",
  "'m",
  "'ll",
  "'ve",
  "'re",
  "'d",
  "'",
  's',
  'nt',
  'm',
  'not',
  'na',
  'ta',
  've',
  're',
  'll',
]);
const FULL_WORD = /[\p{L}\p{N}]$/u;

function ownFrame(sentences: Sentences, k: number, { document, first: number = 1 }: Numbering): Frame {
  const { text, start, end } = sentences;
  const [first, last] = bounds(sentences, k);
  const id = document === undefined ? undefined : oneLine(document);
  const comments: string[] = [];
  if (k === 0 && number === 1) comments.push(id === undefined ? '# newdoc' : `# newdoc id = ${id}`);
  const gap = k === 0 ? '\n\n' : text.slice(end[first - 1] ?? 0, start[first] ?? 0);
  if (/\n[^\S\n]*\n|\u2029/.test(gap)) comments.push('# newpar');
  comments.push(`# sent_id = ${id === undefined ? '' : `${id}-`}${number + k}`);
  let words = '';
  const multiwords: Multiword[] = [];
  for (let i = first; i < last; i++) {
    const form = formOf(sentences, i);
    words += i > first && isSpaced(sentences, i - 1) ? ` ${form}` : form;
    if (i === first || isSpaced(sentences, i - 1) || !CLITICS.has(form.toLowerCase().replace(/[’‘`]/g, "'"))) continue;
    const before = multiwords.at(-1);
    if (before?.last === i - first) {
      before.last++;
      before.form += form;
    } else if (FULL_WORD.test(formOf(sentences, i - 1)))
      multiwords.push({ first: i - first - 1, last: i - first + 1, form: formOf(sentences, i - 1) + form });
  }
  comments.push(`# text = ${words}`);
  return { comments, multiwords };
}

function wordLines(
  sentences: Sentences,
  k: number,
  multiwords: readonly Multiword[],
  entities: ReadonlyMap<number, string>,
): string {
  const { upos, head, deprel, feats, featBundles, lemma } = sentences;
  const [first, last] = bounds(sentences, k);
  let lines = '';
  let next = 0;
  let within = 0;
  for (let i = first; i < last; i++) {
    const glued = i + 1 < sentences.length && !isSpaced(sentences, i);
    const multiword = multiwords[next];
    if (multiword?.first === i - first) {
      const tail = first + multiword.last - 1;
      const space = tail + 1 < sentences.length && !isSpaced(sentences, tail) ? 'SpaceAfter=No' : '_';
      lines += `${multiword.first + 1}-${multiword.last}\t${oneLine(multiword.form)}\t_\t_\t_\t_\t_\t_\t_\t${space}\n`;
      within = multiword.last;
      next++;
    }
    const entity = entities.get(i);
    const misc = [entity && `Entity=${entity}`, glued && i - first >= within && 'SpaceAfter=No']
      .filter(Boolean)
      .join('|');
    const governor = head[i] ?? -1;
    lines += `${i - first + 1}\t${formOf(sentences, i)}\t${lemmaCell(lemma[i])}\t${UPOS[upos[i] ?? 0]}\t_\t${featBundles[feats[i] ?? 0] ?? '_'}\t${
      governor < 0 ? 0 : governor - first + 1
    }\t${DEPRELS[deprel[i] ?? 0]}\t_\t${misc || '_'}\n`;
  }
  return lines;
}

const bounds = ({ sentences }: Sentences, k: number): [number, number] => [sentences[k] ?? 0, sentences[k + 1] ?? 0];

const isSpaced = ({ start, end }: Sentences, i: number): boolean => (start[i + 1] ?? 0) > (end[i] ?? 0);

/** What is between tabs and line ends must hold neither. */
const oneLine = (text: string): string => (/[\t\n\r]/.test(text) ? text.replace(/[\t\n\r]+/g, ' ') : text);

const formOf = ({ text, start, end }: Sentences, i: number): string => oneLine(text.slice(start[i], end[i]));

const lemmaCell = (lemma: string | undefined): string => (lemma ? oneLine(lemma) : '_');
