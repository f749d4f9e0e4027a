/** Universal part-of-speech tags (UD v2), alphabetical: `Sentences.upos` indexes this list. */
export const UPOS = [
  'ADJ',
  'ADP',
  'ADV',
  'AUX',
  'CCONJ',
  'DET',
  'INTJ',
  'NOUN',
  'NUM',
  'PART',
  'PRON',
  'PROPN',
  'PUNCT',
  'SCONJ',
  'SYM',
  'VERB',
  'X',
] as const;

/** Universal relations with the subtypes of the English treebanks (UD v2): `Sentences.deprel` indexes this list. */
export const DEPRELS = [
  'acl',
  'acl:relcl',
  'advcl',
  'advcl:relcl',
  'advmod',
  'amod',
  'appos',
  'aux',
  'aux:pass',
  'case',
  'cc',
  'cc:preconj',
  'ccomp',
  'compound',
  'compound:prt',
  'conj',
  'cop',
  'csubj',
  'csubj:outer',
  'csubj:pass',
  'dep',
  'det',
  'det:predet',
  'discourse',
  'dislocated',
  'expl',
  'fixed',
  'flat',
  'goeswith',
  'iobj',
  'list',
  'mark',
  'nmod',
  'nmod:desc',
  'nmod:poss',
  'nmod:unmarked',
  'nsubj',
  'nsubj:outer',
  'nsubj:pass',
  'nummod',
  'obj',
  'obl',
  'obl:agent',
  'obl:unmarked',
  'orphan',
  'parataxis',
  'punct',
  'reparandum',
  'root',
  'vocative',
  'xcomp',
] as const;

/** Types of entity mentions: `Mentions.type` indexes this list. */
export const MENTION_TYPES = ['person', 'organisation', 'place', 'time', 'other'] as const;

export type Upos = (typeof UPOS)[number];
export type Deprel = (typeof DEPRELS)[number];
export type MentionType = (typeof MENTION_TYPES)[number];

const indexOf = <T extends string>(list: readonly T[]): Readonly<Record<T, number>> =>
  Object.freeze(Object.fromEntries(list.map((name, i) => [name, i])) as Record<T, number>);

/** Index of each tag in `UPOS`, so that a stage compares numbers: `upos[i] === TAG.VERB`. */
export const TAG = indexOf(UPOS);

/** Index of each relation in `DEPRELS`: `deprel[i] === REL['nsubj:pass']`. */
export const REL = indexOf(DEPRELS);

/** Index of each type in `MENTION_TYPES`. */
export const MENTION = indexOf(MENTION_TYPES);
