import { UserError } from '../../errors.js';
import type { Sentences } from '../../types.js';
import { REL, TAG } from '../inventory.js';
import { type Mention, readEntities } from './entities.js';
import type { Frame, Multiword } from './frame.js';

/** The sentences of a CoNLL-U text, and the frame of each. */
export interface Treebank {
  sentences: Sentences;
  frames: readonly Frame[];
}

/** The words and trees of a CoNLL-U text; see `ConlluReader`. @throws UserError at the first faulty sentence */
export function fromConllu(conllu: string): Sentences {
  const reader = new ConlluReader();
  for (let at = 0; at < conllu.length; ) {
    const newline = conllu.indexOf('\n', at);
    const end = newline < 0 ? conllu.length : newline;
    reader.line(conllu.slice(at, end));
    at = end + 1;
  }
  return reader.finish().sentences;
}

/**
 * Reads CoNLL-U line by line.
 *
 * The text is made of the words and `SpaceAfter=No`, with a blank line before `# newpar` and `# newdoc`. Where the words
 * of a multiword token do not spell it, the words stand in the text. Empty nodes are left out. A tag that UD does not have
 * becomes `X`; a strange relation its universal part, else `dep`; `_` as head is a root. Mentions are read from
 * `Entity=` in MISC as GUM and CorefUD write it.
 */
export class ConlluReader {
  #line = 0;
  #at = 0;
  #comments: string[] = [];
  #rows: string[][] = [];
  #batch = new Batch();

  /** How many sentences `take` would give. */
  get sentences(): number {
    return this.#batch.frames.length;
  }

  /** Takes the next line. @throws UserError where it ends a faulty sentence, which is left out; reading may go on */
  line(line: string): void {
    this.#line++;
    const text = this.#line === 1 && line.startsWith('\ufeff') ? line.slice(1) : line;
    if (text.trim() === '') this.#sentence();
    else if (text.startsWith('#') && this.#rows.length === 0) this.#comments.push(text.trimEnd());
    else {
      if (this.#rows.length === 0) this.#at = this.#line;
      this.#rows.push((text.endsWith('\r') ? text.slice(0, -1) : text).split('\t'));
    }
  }

  /** The whole sentences that were read since the last `take`. */
  take(): Treebank {
    const batch = this.#batch;
    this.#batch = new Batch();
    return batch.treebank();
  }

  /** As `take`, with the sentence that the text's end ends. @throws UserError where that one is faulty */
  finish(): Treebank {
    this.#sentence();
    return this.take();
  }

  #sentence(): void {
    const rows = this.#rows;
    const comments = this.#comments;
    this.#comments = [];
    if (rows.length === 0) return;
    this.#rows = [];
    this.#batch.add(checkedSentence(rows, this.#at), comments);
  }
}

interface Word {
  row: readonly string[];
  form: string;
  /** Number of the head from 1; 0 for a root. */
  head: number;
  spaceAfter: boolean;
}

/** Numbers gathered sentence by sentence until they become `Sentences`. */
class Batch {
  readonly frames: Frame[] = [];
  readonly #text: string[] = [];
  readonly #sentences = [0];
  readonly #start: number[] = [];
  readonly #end: number[] = [];
  readonly #upos: number[] = [];
  readonly #head: number[] = [];
  readonly #deprel: number[] = [];
  readonly #feats: number[] = [];
  readonly #bundles = new Map<string, number>([['_', 0]]);
  readonly #lemma: string[] = [];
  readonly #mentions: Mention[] = [];
  #length = 0;

  add(
    { words, multiwords }: { words: readonly Word[]; multiwords: readonly Multiword[] },
    comments: readonly string[],
  ) {
    const base = this.#start.length;
    if (words.length === 0) return;
    if (base > 0 && comments.some((c) => /^#\s*new(par|doc)\b/.test(c))) this.#endParagraph();
    for (const { row, form, head, spaceAfter } of words) {
      const [, , lemma = '', upos = '', , feats = '_', , deprel = ''] = row;
      this.#start.push(this.#length);
      this.#write(form);
      this.#end.push(this.#length);
      if (spaceAfter) this.#write(' ');
      this.#upos.push(Object.hasOwn(TAG, upos) ? TAG[upos as keyof typeof TAG] : TAG.X);
      this.#feats.push(this.#bundle(feats));
      this.#lemma.push(lemma === '_' && form !== '_' ? '' : lemma);
      this.#head.push(head === 0 ? -1 : base + head - 1);
      this.#deprel.push(relation(deprel));
    }
    this.#sentences.push(this.#start.length);
    this.#mentions.push(
      ...readEntities(
        words.map((w) => miscCell(w.row, 'Entity=')),
        base,
      ),
    );
    this.frames.push({ comments, multiwords });
  }

  treebank(): Treebank {
    const mentions = this.#mentions;
    return {
      frames: this.frames,
      sentences: {
        text: this.#text.join(''),
        length: this.#start.length,
        sentences: Int32Array.from(this.#sentences),
        start: Int32Array.from(this.#start),
        end: Int32Array.from(this.#end),
        upos: Uint8Array.from(this.#upos),
        head: Int32Array.from(this.#head),
        deprel: Uint8Array.from(this.#deprel),
        feats: Uint16Array.from(this.#feats),
        featBundles: [...this.#bundles.keys()],
        lemma: this.#lemma,
        mentions: {
          length: mentions.length,
          first: Int32Array.from(mentions, (m) => m.first),
          last: Int32Array.from(mentions, (m) => m.last),
          type: Uint8Array.from(mentions, (m) => m.type),
        },
      },
    };
  }

  #write(text: string): void {
    this.#text.push(text);
    this.#length += text.length;
  }

  /** A paragraph's end takes the place of the space after the last word. */
  #endParagraph(): void {
    if (this.#text.at(-1) === ' ') {
      this.#text.pop();
      this.#length--;
    }
    this.#write('\n\n');
  }

  #bundle(feats: string): number {
    const known = this.#bundles.get(feats);
    if (known !== undefined) return known;
    if (this.#bundles.size > 0xffff) return 0;
    this.#bundles.set(feats, this.#bundles.size);
    return this.#bundles.size - 1;
  }
}

/** The words and multiword tokens of a sentence whose first row is line `at`. @throws UserError naming line and fault */
function checkedSentence(rows: readonly string[][], at: number): { words: Word[]; multiwords: Multiword[] } {
  const words: Word[] = [];
  const multiwords: Multiword[] = [];
  const lines: number[] = [];
  let inside: { last: number; spaceAfter: boolean } = { last: 0, spaceAfter: true };
  rows.forEach((row, i) => {
    const fault = (expected: string) => new UserError(`line ${at + i}: ${expected}`);
    const [id = '', cell = '', , , , , head = ''] = row;
    const next = words.length + 1;
    if (row.length !== 10) throw fault(`10 columns parted by tabs are expected, there are ${row.length}`);
    const spaceAfter = miscCell(row, 'SpaceAfter=') !== 'No';
    const form = cell.trim();
    if (/^\d{1,9}\.\d{1,9}$/.test(id)) return;
    if (form === '') throw fault('a form is expected in column 2, it is empty');
    const [, first, last] = /^(\d{1,9})-(\d{1,9})$/.exec(id) ?? [];
    if (first !== undefined && Number(first) === next && Number(last) > next && inside.last < next) {
      inside = { last: Number(last), spaceAfter };
      multiwords.push({ first: next - 1, last: Number(last), form });
    } else if (id === String(next)) {
      if (head !== '_' && !/^\d{1,9}$/.test(head))
        throw fault(`a word's number or _ is expected as head, not '${brief(head)}'`);
      const glued = next < inside.last || !(next === inside.last ? inside.spaceAfter : spaceAfter);
      words.push({ row, form, head: head === '_' ? 0 : Number(head), spaceAfter: !glued });
      lines.push(at + i);
    } else throw fault(`word ${next} is expected, not '${brief(id)}'`);
  });
  const wrong = words.findIndex((w, i) => w.head > words.length || w.head === i + 1);
  if (wrong >= 0)
    throw new UserError(`line ${lines[wrong]}: ${words[wrong]?.head} cannot be the head of word ${wrong + 1}`);
  if (inside.last > words.length)
    throw new UserError(`line ${at}: '${multiwords.at(-1)?.form}' reaches beyond the sentence's ${words.length} words`);
  return { words, multiwords };
}

const brief = (cell: string): string => cell.slice(0, 20);

/** The value of `key` ("SpaceAfter=") in MISC. */
function miscCell(row: readonly string[], key: string): string | undefined {
  const misc = row[9] ?? '';
  if (!misc.includes(key)) return undefined;
  return misc
    .split('|')
    .find((c) => c.startsWith(key))
    ?.slice(key.length);
}

function relation(name: string): number {
  if (Object.hasOwn(REL, name)) return REL[name as keyof typeof REL];
  const universal = name.replace(/:.*/s, '');
  return Object.hasOwn(REL, universal) ? REL[universal as keyof typeof REL] : REL.dep;
}
