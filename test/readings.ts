import { createHash } from 'node:crypto';
import type { Reading } from '../src/ledger/index.js';
import type {
  Actor,
  Attribution,
  Claim,
  Document,
  Factuality,
  Novelty,
  Participant,
  Span,
  Time,
} from '../src/types.js';

/** One sentence of an invented report and the claim in it. */
export interface Telling {
  source: string;
  verb: string;
  type: string;
  target: string;
  factuality?: Factuality;
  novelty?: Novelty;
  predicate?: string;
  cameo?: string;
  /** Who is said to say it, if not only the outlet. */
  speaker?: string;
  day?: string;
}

/** An invented report: a sentence a paragraph. */
export interface Report {
  id: string;
  tellings: Telling[];
  title?: string;
  url?: string;
  path?: string;
  outlet?: string;
  published?: string;
  modified?: string;
  coder?: string;
}

/** Invented states, by name; any other name resolves to no actor. */
export const STATES: ReadonlyMap<string, Actor> = new Map(
  ['Aldoria', 'Brenia', 'Corvania', 'Dorland', 'Estmark', 'Fenland'].map((name) => [
    name,
    { id: name.toLowerCase(), name, code: `X${name.slice(0, 2).toUpperCase()}`, sectors: ['GOV'] },
  ]),
);

/** What a coder would hand to the ledger for an invented report. */
export function readingOf(report: Report): Reading {
  const { id, tellings, title, published, modified, url, path, outlet, coder = 'test 1' } = report;
  const text = new Text();
  const headline = title === undefined ? undefined : text.paragraph(() => text.add(title));
  const claims: Claim[] = [];
  const outletName = outlet ?? 'The Daily Invention';
  for (const telling of tellings) {
    let source: Span | undefined;
    let trigger: Span | undefined;
    let target: Span | undefined;
    let speaker: Span | undefined;
    let cue: Span | undefined;
    const span = text.paragraph(() => {
      source = text.add(telling.source);
      trigger = text.add(` ${telling.verb}`, 1);
      target = text.add(` ${telling.target}`, 1);
      if (telling.speaker) {
        speaker = text.add(`, ${telling.speaker}`, 2);
        cue = text.add(' said', 1);
      }
      text.add('.');
    });
    const chain: Attribution[] = [{ kind: 'outlet', speakers: [{ text: outletName }] }];
    if (speaker && cue) chain.unshift({ kind: 'indirect', speakers: [text.participant(speaker)], cue, content: span });
    const time: Time | undefined = telling.day
      ? { start: telling.day, end: telling.day, precision: 'day', basis: 'explicit' }
      : undefined;
    claims.push({
      id: '',
      span,
      trigger: trigger as Span,
      headline: false,
      event: {
        type: telling.type,
        contexts: [],
        cameo: telling.cameo ?? '111',
        ...(telling.predicate !== undefined && { predicate: telling.predicate }),
        quad: 3,
        goldstein: -2,
      },
      source: [text.participant(source as Span)],
      target: [text.participant(target as Span)],
      factuality: telling.factuality ?? 'actual',
      novelty: telling.novelty ?? 'new',
      ...(time && { time }),
      attribution: chain,
      confidence: 0.9,
    });
  }
  for (const claim of claims) {
    claim.id = digest([text.all, claim.trigger, claim.event.type, claim.source, claim.target]);
  }
  const document: Document = {
    id,
    ...(path !== undefined && { path }),
    ...(url !== undefined && { url }),
    outlet: { name: outletName },
    ...(title !== undefined && { title }),
    language: 'en',
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    text: text.all,
    ...(headline && { headline }),
    paragraphs: text.paragraphs,
    state: 'full',
  };
  return {
    document,
    coded: { id, claims, attributions: [], relations: [], times: [], errors: [] },
    versions: { coder, codebook: 'test 1' },
  };
}

/** A text under construction, which knows where its parts came to stand. */
class Text {
  all = '';
  readonly paragraphs: Span[] = [];

  /** Adds words; the span given back leaves out the first `lead` characters. */
  add(words: string, lead = 0): Span {
    const start = this.all.length + lead;
    this.all += words;
    return { start, end: this.all.length };
  }

  paragraph(fill: () => void): Span {
    if (this.all) this.all += '\n\n';
    const start = this.all.length;
    fill();
    const span = { start, end: this.all.length };
    this.paragraphs.push(span);
    return span;
  }

  participant(span: Span): Participant {
    const words = this.all.slice(span.start, span.end);
    const actor = STATES.get(words);
    return { span, text: words, ...(actor && { actor }) };
  }
}

function digest(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
