import type { Batch } from '../batch.js';
import type { Encodings } from '../encoder.js';
import type { TokenSpans } from '../tokens/index.js';

/** A small module that reads the encodings of one batch after another and keeps its answers, an entry a token of the whole text. */
export interface Head {
  /** Makes room for the answers on a text. */
  begin(tokens: TokenSpans): void;
  /** Reads a batch: row `batch.first[k] + 1 + i` is token `batch.token[k] + i` of the text, row `batch.first[k]` the root of sentence k. */
  read(batch: Batch, encodings: Encodings): void;
  /** Finishes, after the last batch. */
  end?(): void;
}
