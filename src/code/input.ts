import type { Document, Pair } from '../types.js';

/** A Document, or any text with an id and some of a Document's fields; `pairs` asks for directed dyads. */
export type CodeInput = Pick<Document, 'id' | 'text'> & Partial<Omit<Document, 'id' | 'text'>> & { pairs?: Pair[] };
