import { diffArrays } from 'diff';
import type { Document } from '../types.js';
import { canonicalJson, sha256 } from './canonical.js';
import { instant } from './days.js';

/** What must be the same for two readings of a document to be one revision: not where it was read, nor its links. */
const IDENTITY = [
  'outlet',
  'title',
  'byline',
  'dateline',
  'language',
  'published',
  'modified',
  'text',
  'headline',
  'paragraphs',
  'state',
] as const satisfies (keyof Document)[];

/** The hash that tells one revision of a document from another. */
export function revisionHash(document: Document): string {
  return sha256(canonicalJson(Object.fromEntries(IDENTITY.map((field) => [field, document[field]]))));
}

/**
 * A revision's rank among those of its document, and whether it takes the current one's place. It ranks by when the
 * document says that it was last changed; one that says nothing ranks with the one before it. Of equals the later one
 * in the ledger is current.
 *
 * @param before the current revision's rank, undefined where there is none
 */
export function placeOf(document: Document, before: string | undefined): { rank: string; current: boolean } {
  const rank = instant(document.modified) ?? instant(document.published) ?? before ?? '';
  return { rank, current: before === undefined || rank >= before };
}

/** What a revision changed in the one before it. */
export interface Changes {
  /** Paragraphs, as they stand in the later and in the earlier text. */
  added: string[];
  removed: string[];
  /** Names of the other fields that differ. */
  fields: string[];
}

/** Differences that are looked for; past that the text counts as replaced, so that no input takes long. */
const MOST_EDITS = 2000;

/** What `after` changed in `before`, by whole paragraphs. */
export function changesBetween(before: Document, after: Document): Changes {
  const from = paragraphTexts(before);
  const to = paragraphTexts(after);
  const parts = diffArrays(from, to, { maxEditLength: MOST_EDITS });
  const fields = IDENTITY.filter(
    (field) =>
      !['text', 'headline', 'paragraphs'].includes(field) &&
      canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null),
  );
  if (!parts) return { added: to, removed: from, fields };
  return {
    added: parts.filter((part) => part.added).flatMap((part) => part.value),
    removed: parts.filter((part) => part.removed).flatMap((part) => part.value),
    fields,
  };
}

function paragraphTexts({ text, paragraphs }: Document): string[] {
  return paragraphs.length ? paragraphs.map(({ start, end }) => text.slice(start, end)) : [text];
}
