import type { Command } from 'commander';

/** One verb of the command: its module is loaded only when the verb is used. */
export interface Verb {
  name: string;
  summary: string;
  /** The module's `define` adds arguments, options, help examples and the action to the verb's command. */
  load: () => Promise<{ define: (command: Command) => void }>;
}

/** All verbs, in the order in which data flows. */
export const VERBS: readonly Verb[] = [
  {
    name: 'extract',
    summary: 'pages, feeds, archives, texts in; Documents out',
    load: () => import('./verbs/extract.js'),
  },
  {
    name: 'parse',
    summary: 'text or Documents in; sentences and trees out (CoNLL-U)',
    load: () => import('./verbs/parse.js'),
  },
  { name: 'code', summary: 'Documents in; attributed claims out', load: () => import('./verbs/code.js') },
  { name: 'read', summary: 'extract, parse and code, then into the ledger', load: () => import('./verbs/read.js') },
  {
    name: 'ask',
    summary: 'what the ledger holds: positions, events, claims, documents, counts, …',
    load: () => import('./verbs/ask.js'),
  },
  {
    name: 'trace',
    summary: 'one claim: its words in context and the chain of those who say so',
    load: () => import('./verbs/trace.js'),
  },
  {
    name: 'correct',
    summary: 'accept, reject, amend or add a claim, merge or split actors, with a name and a reason',
    load: () => import('./verbs/correct.js'),
  },
  {
    name: 'export',
    summary: 'a file that other tools read: CSV, Parquet, GDELT, POLECAT, annotations, wikitable, …',
    load: () => import('./verbs/export.js'),
  },
  {
    name: 'recode',
    summary: "the ledger's documents read again by the present coder and codebook; older claims stay",
    load: () => import('./verbs/recode.js'),
  },
  {
    name: 'erase',
    summary: "takes a document's words out of the ledger; a tombstone stays",
    load: () => import('./verbs/erase.js'),
  },
  {
    name: 'release',
    summary: "marks the ledger's present head by a name",
    load: () => import('./verbs/release.js'),
  },
  {
    name: 'timestamp',
    summary: "has an authority vouch for the ledger's present head (RFC 3161)",
    load: () => import('./verbs/timestamp.js'),
  },
  {
    name: 'verify',
    summary: 'whether a ledger is as it was written, and the first bad entry if not',
    load: () => import('./verbs/verify.js'),
  },
  {
    name: 'codebook',
    summary: 'whether a codebook of your own holds, and its examples are coded as they are marked',
    load: () => import('./verbs/codebook.js'),
  },
  {
    name: 'serve',
    summary: 'the HTTP API and the desk over a ledger',
    load: () => import('./verbs/serve.js'),
  },
  { name: 'token', summary: 'who may write to a ledger over HTTP', load: () => import('./verbs/token.js') },
  {
    name: 'demo',
    summary: 'read the samples that ship into a fresh ledger and look around',
    load: () => import('./verbs/demo.js'),
  },
];
