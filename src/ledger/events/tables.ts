/** The tables of events: which claims tell of which. */
export interface EventTables {
  tellings: TellingTable;
  telling_keys: TellingKeyTable;
  forwards: ForwardTable;
}

/** A claim among the corrected answers and the event that it tells of, from `recorded` up to, not with, `ended`. */
export interface TellingTable {
  claim: number;
  recorded: string;
  ended: string | null;
  event: string;
  /** See `packTelling`. */
  told: string;
  /** The day to which its event belongs, since 1970-01-01: see `slotOf`, `lateDay`. */
  day: number;
}

/** What a claim that is among the answers now is found by. */
export interface TellingKeyTable {
  /** A 48-bit number of a key: see `keysOf`. */
  key: number;
  /** Whether it can only belong to an event that others tell of: see `isLate`. */
  late: 0 | 1;
  /** Days since 1970-01-01. */
  day: number;
  claim: number;
}

/** An id that no event has any more, and that of the event that what it stood for belongs to since. */
export interface ForwardTable {
  event: string;
  recorded: string;
  into: string;
  /** Whether people's corrections led to it, not what came in. */
  corrected: 0 | 1;
}
