import { UserError } from '../../../errors.js';
import type { Speech } from '../../../types.js';
import { Batch } from '../../batch.js';
import { Encoder, type Encodings } from '../../encoder.js';
import type { Forms, WordVectors } from '../../forms/index.js';
import type { Machine } from '../../kernels/index.js';
import { floatRows, Linear } from '../../kernels/linear.js';
import type { Model } from '../../model.js';
import type { TokenSpans } from '../../tokens/index.js';
import type { Head } from '../head.js';
import { MARKS, marksOf, mentionMark, OPENS, PARAGRAPH, QUOTED } from './marks.js';
import { CONTENT, CUE, logistic, type Run, runsOf, SOURCE, strongest, weigh } from './spans.js';
import { Spread } from './spread.js';
import { Branches, branchRows, DISTANCES, distanceRow } from './surroundings.js';
import { layTables, type Tables } from './tables.js';
import { WordRows } from './words.js';

/** The model's section "head.speech". */
interface SpeechConfig {
  /** Width of the rows that read the text, and their convolutions. */
  readonly dim: number;
  readonly layers: readonly string[];
  /** The same for the rows around a cue. */
  readonly near: { readonly dim: number; readonly layers: readonly string[] };
  /** Tokens seen before and after a cue. */
  readonly before: number;
  readonly after: number;
  /** The least probability that a token carries a cue. Who reads what was found decides with more at hand, so that it may be low. */
  readonly least: number;
}

/** What the other heads say of the tokens, as far as it is read. */
export interface Grammar {
  readonly heads: () => Int32Array;
  readonly labels: () => Uint8Array;
  readonly upos: () => Uint16Array;
  /** As `mentionCode` gives them. */
  readonly mentions: () => Uint16Array;
}

/** Rows read at once, beside what they see to either side. */
const ROOM = 1024;
/** Rows that are read once more with those after them, so that no cue stands at the edge. */
const EDGE = 64;
/** Windows read at once. */
const WINDOWS = 8;
/** Tokens between two runs of a content, or of a source, that do not part it. */
const GAP = 2;

/**
 * Finds who is said to say what. One net of convolutions reads the whole text (encodings, those of the heads in the tree, word vectors, tags,
 * quotation marks) and says of each token whether a cue hangs on it; a second one reads the words around each such token, marked by
 * where they stand to it, as far as its paragraph goes, and tells the cue's words, the source's and the content's. So each source and content is found for its cue, and no linking is left to do. Taught on PolNeAR (Newell, Margolin and Ruths 2018).
 */
export class SpeechHead implements Head {
  found: Speech[] = [];
  readonly #machine: Machine;
  readonly #config: SpeechConfig;
  readonly #grammar: Grammar;
  readonly #forms: Forms;
  readonly #words: WordRows;
  readonly #read: Encoder;
  readonly #near: Encoder;
  readonly #layers: Readonly<Record<'into' | 'anchor' | 'near' | 'out', Linear>>;
  readonly #tables: Tables<'upos' | 'label' | 'mark'>;
  readonly #places: Tables<'distance' | 'branch'>;
  readonly #projected: number;
  /** What is added up in a row: of its own and of its head's encoding, of its word, of the small tables. */
  readonly #own: Spread;
  readonly #above: Spread;
  readonly #word: Spread;
  readonly #small: Spread;
  /** The same of a row of a window: of the words, and of the tables of places. */
  readonly #side: Spread;
  readonly #place: Spread;
  readonly #waiting: number;
  readonly #ones: number;
  readonly #anchors: number;
  readonly #sides: number;
  readonly #scores: number;
  readonly #rows = new Batch(ROOM);
  readonly #windows: Batch;
  readonly #branches = new Branches();
  readonly #codes: Uint8Array;
  /** Where each window of a round begins, as a row, and which row its cue is. */
  readonly #from = new Int32Array(WINDOWS);
  readonly #cue = new Int32Array(WINDOWS);
  #marks: Uint16Array = new Uint16Array(0);
  /** Sentence of each waiting row, by its first token and the token after its last. */
  readonly #first = new Int32Array(ROOM);
  readonly #last = new Int32Array(ROOM);
  #filled = 0;
  /** The token of row 0, and how many tokens were looked at. */
  #start = 0;
  #done = 0;

  /** `room`: rows of a batch of the parser; `upos`, `labels`: how many codes the grammar has. */
  constructor(
    machine: Machine,
    model: Model,
    room: number,
    words: WordVectors,
    forms: Forms,
    grammar: Grammar,
    { upos, labels }: { upos: number; labels: number },
  ) {
    const { arena } = machine;
    this.#machine = machine;
    this.#grammar = grammar;
    this.#forms = forms;
    this.#words = new WordRows(machine, model, words);
    forms.follow(this.#words);
    const config = speechConfig(model);
    this.#config = config;
    const { dim, near, before, after } = config;
    const width = before + 1 + after;
    this.#read = new Encoder(machine, model, 'head.speech.text', dim, config.layers, ROOM);
    this.#near = new Encoder(machine, model, 'head.speech.near', near.dim, near.layers, WINDOWS * width);
    const layer = (name: string) => Linear.of(machine, model, `head.speech.${name}`);
    this.#layers = {
      into: layer('into'),
      anchor: layer('anchor'),
      near: layer('near'),
      out: layer('out'),
    };
    this.#tables = layTables(arena, model, dim, { upos, label: labels, mark: MARKS });
    this.#places = layTables(arena, model, near.dim, { distance: DISTANCES, branch: branchRows(labels) });
    this.#projected = floatRows(arena, room, 2 * dim);
    this.#own = new Spread(machine, room);
    this.#above = new Spread(machine, room);
    this.#word = new Spread(machine, room);
    this.#small = new Spread(machine, room * (2 + MARKS));
    this.#side = new Spread(machine, 2 * WINDOWS * width);
    this.#place = new Spread(machine, 2 * WINDOWS * width);
    this.#waiting = arena.take(ROOM * dim * 4);
    this.#ones = arena.keep(new Float32Array(Math.max(dim, near.dim)).fill(1));
    this.#anchors = floatRows(arena, ROOM, this.#layers.anchor.outputs);
    this.#sides = floatRows(arena, ROOM, this.#layers.near.outputs);
    this.#windows = new Batch(WINDOWS * width);
    this.#scores = floatRows(arena, WINDOWS * width, this.#layers.out.outputs);
    this.#codes = new Uint8Array(width);
  }

  begin(tokens: TokenSpans): void {
    this.found = [];
    this.#marks = marksOf(tokens);
    this.#filled = 0;
    this.#start = 0;
    this.#done = 0;
  }

  read(batch: Batch, encodings: Encodings): void {
    this.#layers.into.apply(encodings, this.#projected, batch.rows);
    for (let k = 0; k < batch.count; k++) {
      const size = batch.size(k);
      if (this.#filled + size > ROOM) {
        this.#add();
        this.#look(this.#filled - EDGE);
      }
      this.#note(batch.token[k]!, size, batch.first[k]! + 1);
    }
    this.#add();
  }

  end(): void {
    if (this.#filled) this.#look(this.#filled);
  }

  /** Notes what is known of the tokens of a sentence, whose first has batch row `row`. */
  #note(token: number, size: number, row: number): void {
    const { i32, f32 } = this.#machine.arena;
    const { dim } = this.#config;
    const { first } = this.#tables;
    const [heads, labels, upos, mentions] = [
      this.#grammar.heads(),
      this.#grammar.labels(),
      this.#grammar.upos(),
      this.#grammar.mentions(),
    ];
    const from = this.#filled;
    const ids = this.#forms.ids / 4 + row;
    f32.fill(0, this.#waiting / 4 + from * dim, this.#waiting / 4 + (from + size) * dim);
    for (let i = 0; i < size; i++) {
      const to = from + i;
      const at = token + i;
      this.#first[to] = token;
      this.#last[to] = token + size;
      this.#own.add(2 * (row + i), to);
      this.#word.add(i32[ids + i]!, to);
      this.#small.add(first.upos + upos[at]!, to);
      this.#small.add(first.label + labels[at]!, to);
      const head = heads[at]!;
      if (head >= 0) this.#above.add(2 * (row + head - token) + 1, to);
      let marks = this.#marks[at]! | mentionMark((mentions[at]! - 1) >> 1);
      for (let bit = 0; marks; bit++, marks >>= 1) if (marks & 1) this.#small.add(first.mark + bit, to);
    }
    this.#filled += size;
  }

  /** Adds up what was noted. */
  #add(): void {
    const { dim } = this.#config;
    this.#own.apply(this.#projected, this.#waiting, dim);
    this.#above.apply(this.#projected, this.#waiting, dim);
    this.#word.apply(this.#words.table, this.#waiting, dim);
    this.#small.apply(this.#tables.place, this.#waiting, dim);
  }

  /** Looks for cues among the waiting rows up to, not with, row `to`, and keeps those that later ones see. */
  #look(to: number): void {
    const { arena, kernels } = this.#machine;
    const { dim, least } = this.#config;
    const waiting = this.#waiting / 4;
    kernels.norm(this.#waiting, this.#ones, this.#read.x, this.#filled, dim);
    this.#rows.clear();
    this.#rows.add(0, this.#filled - 1);
    this.#read.run(this.#rows);
    this.#layers.anchor.apply(this.#read.encodings, this.#anchors, this.#filled);
    this.#layers.near.apply(this.#read.encodings, this.#sides, this.#filled);
    const wide = this.#layers.anchor.outputs;
    const bound = Math.log(least / (1 - least));
    this.#windows.clear();
    for (let row = this.#done - this.#start; row < to; row++) {
      if (arena.f32[this.#anchors / 4 + row * wide]! <= bound) continue;
      this.#lay(row);
      if (this.#windows.count === WINDOWS) this.#finish();
    }
    if (this.#windows.count) this.#finish();
    this.#done = this.#start + to;
    const kept = Math.max(0, to - EDGE);
    arena.f32.copyWithin(waiting, waiting + kept * dim, waiting + this.#filled * dim);
    this.#first.copyWithin(0, kept, this.#filled);
    this.#last.copyWithin(0, kept, this.#filled);
    this.#start += kept;
    this.#filled -= kept;
  }

  /** Lays the window around a token beside those that wait. */
  #lay(row: number): void {
    const { before, after } = this.#config;
    const { first } = this.#places;
    const opens = (i: number) => (this.#marks[this.#start + i]! & PARAGRAPH) > 0;
    let from = row;
    while (from > 0 && row - from < before && !opens(from)) from--;
    let to = row + 1;
    while (to < this.#filled && to - row <= after && !opens(to)) to++;
    const k = this.#windows.count;
    this.#from[k] = from;
    this.#cue[k] = row;
    const at = this.#windows.rows - from;
    this.#windows.add(0, to - from - 1);
    const tree = { heads: this.#grammar.heads(), labels: this.#grammar.labels() };
    const token = this.#start;
    this.#branches.write(tree, token + row, this.#first[row]!, this.#last[row]!, token + from, token + to, this.#codes);
    for (let i = from; i < to; i++) {
      this.#side.add(2 * i, at + i);
      this.#side.add(2 * row + 1, at + i);
      this.#place.add(first.distance + distanceRow(i - row), at + i);
      this.#place.add(first.branch + this.#codes[i - from]!, at + i);
    }
  }

  /** Reads the windows that wait, and notes what they hold. */
  #finish(): void {
    const { arena, kernels } = this.#machine;
    const { dim } = this.#config.near;
    const windows = this.#windows;
    arena.f32.fill(0, this.#near.x / 4, this.#near.x / 4 + windows.rows * dim);
    this.#side.apply(this.#sides, this.#near.x, dim);
    this.#place.apply(this.#places.place, this.#near.x, dim);
    kernels.norm(this.#near.x, this.#ones, this.#near.x, windows.rows, dim);
    this.#near.run(windows);
    this.#layers.out.apply(this.#near.encodings, this.#scores, windows.rows);
    for (let k = 0; k < windows.count; k++) this.#judge(arena.f32, k);
    windows.clear();
  }

  /** Keeps what window `k` says, where its token carries a cue. */
  #judge(f32: Float32Array, k: number): void {
    const wide = this.#layers.out.outputs;
    const at = this.#scores / 4 + this.#windows.first[k]! * wide;
    const rows = this.#windows.size(k) + 1;
    const own = this.#cue[k]! - this.#from[k]!;
    const content = runsOf(f32, at, rows, wide, CONTENT, GAP);
    if (!content.length) return;
    const source = strongest(runsOf(f32, at, rows, wide, SOURCE, GAP), f32, at, wide, SOURCE);
    const cue = runsOf(f32, at, rows, wide, CUE, 1).find(([first, last]) => first <= own && own < last);
    const inContent = weigh(f32, at, rows, wide, CONTENT, content);
    const inSource = weigh(f32, at, rows, wide, SOURCE, source ? [source] : []);
    const token = this.#start + this.#from[k]!;
    const moved = ([first, last]: Run): Run => [token + first, token + last];
    this.found.push({
      at: token + own,
      score: logistic(f32[this.#anchors / 4 + this.#cue[k]! * this.#layers.anchor.outputs]!),
      cue: moved(cue ?? [own, own + 1]),
      ...(source && { source: moved(source) }),
      content: content.map((run) => this.#whole(moved(run), token, token + rows)),
      certainty: {
        content: inContent.mean,
        source: inSource.mean,
        contentElsewhere: inContent.elsewhere,
        sourceElsewhere: inSource.elsewhere,
      },
    });
  }

  /** A run that leaves the window of tokens `from` to `to` amid quoted words goes on with them. */
  #whole([first, last]: Run, from: number, to: number): Run {
    const goesOn = (token: number) => (this.#marks[token]! & (QUOTED | OPENS | PARAGRAPH)) === QUOTED;
    if (last === to) while (last < this.#marks.length && goesOn(last)) last++;
    if (first === from && goesOn(first)) {
      do first--;
      while (goesOn(first));
    }
    return [first, last];
  }
}

function speechConfig(model: Model): SpeechConfig {
  const config = model.json('head.speech') as Partial<SpeechConfig> | null;
  const { dim, layers, near, before, after, least } = config ?? {};
  if (![dim, near?.dim, before, after, least].every((n) => typeof n === 'number') || !layers || !near?.layers)
    throw new UserError('the section "head.speech" of the reading model lacks a size or its layers');
  return config as SpeechConfig;
}
