import type { Recorded } from '../ledger/index.js';
import type { Document, DocumentState } from '../types.js';

/** Paragraphs shorter than this are not what one text has from another. */
const TELLING = 80;

/** Counts what the demo has read, for people. */
export class Seen {
  documents = 0;
  claims = 0;
  #copies = 0;
  #revised = 0;
  readonly #languages = new Map<string, number>();
  readonly #states = new Map<DocumentState, number>();
  readonly #paragraphs = new Set<string>();

  add(document: Document, { status, claims }: Recorded): void {
    this.documents++;
    this.claims += claims;
    if (status === 'revised') this.#revised++;
    else if (this.#isCopy(document)) this.#copies++;
    increase(this.#languages, document.language);
    increase(this.#states, document.state);
  }

  /** Lines of at most 80 columns. */
  text(): string {
    const languages = [...this.#languages].toSorted(([, a], [, b]) => b - a);
    const [revised, teasers, notices] = [this.#revised, this.#count('teaser'), this.#count('blocked')];
    const lines = [
      `${this.documents} documents: ${languages.map(([code, count]) => `${count} in ${nameOf(code)}`).join(', ')}`,
      languages.length > 1 && '(English is coded; what is in other languages is kept and counted)',
      this.#copies && `${this.#copies} carry a text that another had before them`,
      revised && `${revised} ${revised === 1 ? 'is a page' : 'are pages'} read before, in a new revision`,
      teasers && `${teasers} ${teasers === 1 ? 'shows' : 'show'} only how the report begins`,
      notices && `${notices} ${notices === 1 ? 'holds' : 'hold'} a notice in the report's place`,
    ];
    return lines.flatMap((line) => (line ? [`  ${line}\n`] : [])).join('');
  }

  #count(state: DocumentState): number {
    return this.#states.get(state) ?? 0;
  }

  /** Whether most paragraphs of a text stand in one that was read before, under whatever dateline. */
  #isCopy({ text, paragraphs, headline, dateline }: Document): boolean {
    const telling = paragraphs
      .filter(({ start }) => start !== headline?.start)
      .map(({ start, end }) => text.slice(start === dateline?.span.start ? dateline.span.end : start, end))
      .map((paragraph) => paragraph.replace(/^[\s\p{P}]+/u, ''))
      .filter((paragraph) => paragraph.length >= TELLING);
    const known = telling.filter((paragraph) => this.#paragraphs.has(paragraph)).length;
    for (const paragraph of telling) this.#paragraphs.add(paragraph);
    return known > telling.length / 2;
  }
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function nameOf(language: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}
