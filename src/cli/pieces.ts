import { type Failure, UserError } from '../errors.js';
import { ConlluReader, looksLikeConllu, type Treebank } from '../parse/index.js';
import { failureOf, lines, type Opened } from '../read/index.js';
import type { Span } from '../types.js';

/** What is parsed at once: a document, a part of a long text, or some sentences whose words are given. */
export type Piece = TextPiece | (Treebank & { where: string }) | { failure: Failure };

export interface TextPiece {
  where: string;
  text: string;
  paragraphs?: readonly Span[];
  /** The id of the document that it is (part of). */
  document?: string;
  /** Whether it goes on with the text of the piece before it. */
  continues: boolean;
}

/** Sentences of CoNLL-U that are parsed at once. */
const SENTENCES = 500;
/** A long text is parted at the last blank line within this many characters, … */
const LONG = 1 << 18;
/** … and where there is none for so many, between words. */
const TOO_LONG = 1 << 20;
/** The most characters that a line of CoNLL-U may have. */
const LINE = 1 << 20;

const ENGLISH = new Set(['en', 'und']);

/** Parts opened inputs into what can be parsed: CoNLL-U with its words, plain texts to the letter, all else as Documents. */
export async function* pieces(inputs: AsyncIterable<Opened | { failure: Failure }>): AsyncGenerator<Piece> {
  for await (const opened of inputs) {
    if ('failure' in opened) yield opened;
    else {
      try {
        if (/\.conllu$/i.test(opened.name) || looksLikeConllu(new TextDecoder().decode(opened.head)))
          yield* treebank(opened);
        else if (isPlainText(opened)) yield* plainText(opened);
        else yield* documents(opened);
      } catch (error) {
        yield { failure: failureOf(opened.where, error) };
      }
    }
  }
}

/** A file that says it is text is text, however much it looks like a table or a mail. */
function isPlainText({ kind, name }: Opened): boolean {
  return kind === 'text' || (/\.te?xt$/i.test(name) && (kind === 'csv' || kind === 'email' || kind === 'mbox'));
}

async function* treebank({ where, characters }: Opened): AsyncGenerator<Piece> {
  const reader = new ConlluReader();
  const fault = (work: () => void): { failure: Failure } | undefined => {
    try {
      work();
    } catch (error) {
      if (error instanceof UserError) return { failure: { where, reason: error.message } };
      throw error;
    }
    return undefined;
  };
  for await (const { text } of lines(characters(), LINE)) {
    // A line passed over for its length breaks the sentence that it is in.
    const failure = fault(() => reader.line(text ?? 'too long'));
    if (failure) yield failure;
    if (reader.sentences >= SENTENCES) yield { where, ...reader.take() };
  }
  const failure = fault(() => reader.line(''));
  if (failure) yield failure;
  if (reader.sentences > 0) yield { where, ...reader.take() };
}

async function* plainText({ where, name, characters }: Opened): AsyncGenerator<Piece> {
  let text = '';
  let continues = false;
  const piece = (part: string): Piece => {
    const found = { where, text: part, ...(name !== '' && { document: name }), continues };
    continues = true;
    return found;
  };
  for await (const some of characters()) {
    text += some;
    while (text.length > LONG) {
      const at = cut(text);
      if (at === 0) break;
      yield piece(text.slice(0, at));
      text = text.slice(at);
    }
  }
  if (text.trim() !== '') yield piece(text);
}

/** Where a long text may be parted, or 0 while it may not. */
function cut(text: string): number {
  const blank = Math.max(text.lastIndexOf('\n\n'), text.lastIndexOf('\n\r\n'));
  if (blank > 0) return blank;
  if (text.length < TOO_LONG) return 0;
  const space = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'));
  if (space > 0) return space;
  // Not inside a surrogate pair.
  return /[\ud800-\udbff]/.test(text[TOO_LONG - 2]!) ? TOO_LONG - 2 : TOO_LONG - 1;
}

async function* documents(opened: Opened): AsyncGenerator<Piece> {
  for await (const read of opened.documents()) {
    if ('failure' in read) {
      yield read;
      continue;
    }
    const { id, text, paragraphs, language } = read.document;
    if (ENGLISH.has(language.replace(/-.*/s, '')))
      yield { where: read.where, text, paragraphs, document: id, continues: false };
    else yield { failure: { where: read.where, reason: `language "${language}": only English is parsed` } };
  }
}
