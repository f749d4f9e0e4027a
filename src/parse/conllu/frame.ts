/** A surface token that is several words ("don't"): `first` up to, not with, `last` count within the sentence. */
export interface Multiword {
  first: number;
  last: number;
  form: string;
}

/** What CoNLL-U says of a sentence beside its words: comment lines as they stand, and multiword tokens. */
export interface Frame {
  comments: readonly string[];
  multiwords: readonly Multiword[];
}
