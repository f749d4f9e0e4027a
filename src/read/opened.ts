import type { Failure } from '../errors.js';
import { charsetOf, decodeStream } from './bytes/charset.js';
import { peek } from './bytes/peek.js';
import { failureOf } from './failure.js';
import { expand } from './inputs.js';
import { HEAD, type Kind, recognize } from './kind.js';
import type { ReadOptions } from './options.js';
import { createContext, readInput, sourceOf } from './reading.js';
import type { Read } from './source.js';

/** An input of which the beginning was looked at. It can be read in one of two ways, once. */
export interface Opened {
  where: string;
  /** A file's name; empty for standard input. */
  name: string;
  /** Undefined for an address, which is only fetched when it is read. */
  kind: Kind | undefined;
  /** Its first bytes. */
  head: Uint8Array;
  /** Its characters as they stand. */
  characters(): AsyncGenerator<string>;
  /** Its Documents, as `readInputs` would give them. */
  documents(): AsyncGenerator<Read>;
}

/**
 * Opens inputs one by one, for those who want some of them as they stand. What can neither be opened nor be recognized is a
 * failure, and the rest goes on.
 */
export async function* openInputs(
  inputs: readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<Opened | { failure: Failure }> {
  const context = createContext(options);
  for await (const input of expand(inputs)) {
    if ('failure' in input) yield input;
    else if ('address' in input) {
      const { address } = input;
      const documents = () => readInput(input, context);
      yield { where: address, name: '', kind: undefined, head: new Uint8Array(), characters: nothing, documents };
    } else {
      const source = sourceOf(input);
      const { where, name } = source;
      let close = async (): Promise<void> => {};
      try {
        const peeked = await peek(source.bytes, HEAD);
        close = peeked.close;
        const { head, bytes } = peeked;
        const kind = await recognize(head, name);
        const charset = await charsetOf(head, { partial: true });
        const characters = () => decodeStream(bytes, charset);
        yield { where, name, kind, head, characters, documents: () => context.readSource({ ...source, bytes }) };
      } catch (error) {
        yield { failure: failureOf(where, error) };
      } finally {
        await close();
      }
    }
  }
}

async function* nothing(): AsyncGenerator<string> {}
