import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { UserError } from '../errors.js';
import { checkReferences } from './check.js';
import { type CodebookFile, type Fault, faultLine } from './file.js';
import { joinFiles } from './join.js';
import type {
  ActorEntry,
  CueEntry,
  EventCode,
  Kind,
  Operator,
  PlaceEntry,
  Predicate,
  Question,
} from './schema/index.js';

/** An event type as the codebook has it. */
export interface EventType {
  type: string;
  about: string;
  example: string;
  modes: Record<string, string>;
}

/** A code with the type that it belongs to and the CAMEO code it is exported as. */
export type CompiledCode = EventCode & { type: string; cameo: string };

/** All data files of a codebook, checked and joined: plain JSON that runs anywhere. */
export interface Codebook {
  /** Hash of everything below: two codebooks with the same version code alike. */
  version: string;
  types: Record<string, EventType>;
  codes: Record<string, CompiledCode>;
  predicates: Predicate[];
  light: string[];
  cues: { verbs: CueEntry[]; nouns: string[]; prepositions: string[]; adverbs: string[] };
  operators: Operator[];
  background: string[];
  bygone: { past: string[]; perfect: string[] };
  irregular: Record<string, string[]>;
  deverbal: Record<string, string[]>;
  actors: (ActorEntry & { id: string })[];
  sectors: Record<string, string[]>;
  groups: string[];
  roles: { diplomat: string[]; military: string[] };
  phrases: {
    quantities: string[];
    sides: string[];
    states: string[];
    bodies: string[];
    same: Record<string, string>;
    titles: { woman: string[]; man: string[] };
  };
  places: PlaceEntry[];
  /** How places are named: nouns beside their names, and names that are none. */
  placing: { nouns: string[]; never: string[] };
  kinds: Record<string, Kind>;
  questions: Record<string, Question>;
}

/** A codebook and what is wrong with its files. */
export interface Checked {
  codebook: Codebook;
  /** Why it cannot be worked with; none where it can. */
  faults: Fault[];
  /** What can be worked with and is yet hardly meant. */
  doubts: Fault[];
}

/**
 * Checks the files against their schemas and each other and joins them. A later file's event type, actor, predicate,
 * kind or question takes the place of one with the same id in another codebook before it; lists of words add up.
 */
export function checkCodebook(files: readonly CodebookFile[]): Checked {
  const { content, origins, faults } = joinFiles(files);
  const references = checkReferences(content, origins);
  const version = bytesToHex(sha256(utf8ToBytes(JSON.stringify(content)))).slice(0, 12);
  return {
    codebook: { version, ...content },
    faults: [...faults, ...references.faults],
    doubts: references.doubts,
  };
}

/**
 * The codebook that `files` make, as `checkCodebook` joins them.
 *
 * @throws UserError with a line for every fault: file, line, field, and what was expected
 */
export function compileCodebook(files: readonly CodebookFile[]): Codebook {
  const { codebook, faults } = checkCodebook(files);
  if (faults.length) throw new UserError(faultsText(faults));
  return codebook;
}

/** All faults, a line each, under a heading. */
export function faultsText(faults: readonly Fault[]): string {
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  return `the codebook has ${count}:\n  ${faults.map(faultLine).join('\n  ')}`;
}
