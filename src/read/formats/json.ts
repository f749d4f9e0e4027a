import { UserError } from '../../errors.js';
import { charsetOf, decodeStream } from '../bytes/charset.js';
import { tooLarge } from '../bytes/collect.js';
import { lines } from '../bytes/lines.js';
import { peek } from '../bytes/peek.js';
import { arrayElements } from '../bytes/values.js';
import { failureOf } from '../failure.js';
import { HEAD } from '../kind.js';
import { idOf, toDocument } from '../mapping/index.js';
import { COMMON_NAMES, plainName } from '../mapping/names.js';
import { isRecord } from '../mapping/values.js';
import type { Context, JsonRecord, Read, Source } from '../source.js';

/** JSON lines: a record a line, read one by one. */
export async function* readJsonLines(source: Source, context: Context): AsyncGenerator<Read> {
  for await (const { number, text } of lines(await characters(source), context.maxSize)) {
    if (text?.trim() === '') continue;
    yield* readValue(text, `${source.where}, line ${number}`, context);
  }
}

/** JSON: a list of records (read one by one), an object that holds such a list, or one record. */
export async function* readJson(source: Source, context: Context): AsyncGenerator<Read> {
  const { first, chunks } = await withFirst(await characters(source));
  if (first === '[') {
    let number = 0;
    for await (const text of arrayElements(chunks, context.maxSize))
      yield* readValue(text, `${source.where}, record ${++number}`, context);
    return;
  }
  let text: string | undefined = '';
  for await (const chunk of chunks) {
    text = text.length + chunk.length > context.maxSize ? undefined : text + chunk;
    if (text === undefined) break;
  }
  yield* readValue(text, source.where, context);
}

/** The text of a source, decoded as it comes. */
async function characters(source: Source): Promise<AsyncGenerator<string>> {
  const { head, bytes } = await peek(source.bytes, HEAD);
  const declared = source.charset === undefined ? {} : { declared: source.charset };
  return decodeStream(bytes, await charsetOf(head, { partial: true, ...declared }));
}

/** The first character that is no white space, and all of the text. */
async function withFirst(chunks: AsyncGenerator<string>): Promise<{ first: string; chunks: AsyncIterable<string> }> {
  let start = '';
  while (start.trim() === '') {
    const next = await chunks.next();
    if (next.done) break;
    start += next.value;
  }
  async function* all(): AsyncGenerator<string> {
    yield start;
    yield* chunks;
  }
  return { first: start.trimStart()[0] ?? '', chunks: all() };
}

/**
 * The list of records in an object that is a search's answer or an export (`{"articles": [...]}`): the longest list of
 * objects, where the object itself holds no text.
 */
function listIn(value: JsonRecord, { options }: Context): readonly unknown[] | undefined {
  const own = Object.keys(value).some(
    (key) => COMMON_NAMES.text.includes(plainName(key)) && typeof value[key] === 'string',
  );
  if (own || options.map?.has('text') || options.map?.has('html')) return undefined;
  const lists = Object.values(value).filter((each) => Array.isArray(each) && each.some(isRecord)) as unknown[][];
  return lists.sort((a, b) => b.length - a.length)[0];
}

/** The records that a JSON text holds; undefined stands for a text beyond the size allowed. */
async function* readValue(text: string | undefined, where: string, context: Context): AsyncGenerator<Read> {
  let value: unknown;
  try {
    if (text === undefined) throw tooLarge(context.maxSize);
    value = parse(text);
  } catch (error) {
    yield { failure: failureOf(where, error), id: where };
    return;
  }
  const list = isRecord(value) ? listIn(value, context) : undefined;
  if (!list) yield await readRecord(value, where, context);
  else for (const [i, member] of list.entries()) yield await readRecord(member, `${where}, record ${i + 1}`, context);
}

async function readRecord(value: unknown, where: string, { options }: Context): Promise<Read> {
  try {
    if (!isRecord(value)) throw new UserError('is no JSON object');
    const { document, faults } = await toDocument(value, options.map, {}, true);
    return { document, where, record: value, ...(faults.length > 0 && { faults }) };
  } catch (error) {
    return { failure: failureOf(where, error), id: (isRecord(value) ? idOf(value, options.map) : undefined) ?? where };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    // The engine's message quotes what it read; a line of it is enough.
    throw new UserError(`is not valid JSON: ${(error as Error).message.slice(0, 120)}`);
  }
}
