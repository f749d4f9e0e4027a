import type { Claim, Participant } from '../../types.js';
import { sha256 } from '../canonical.js';
import { dayNumber, firstDay, lastDay } from '../days.js';
import { columnText, fold } from '../text.js';

/** A claim reduced to what decides whether another one tells of the same event. Days are counted from 1970-01-01. */
export interface Telling {
  /** Type and factuality. */
  act: string;
  code: string;
  predicate: string;
  source: Side;
  target: Side;
  /** Each side acts on the other. */
  both: boolean;
  /** What it is about: the words of the target and of what follows the act, without who takes part and when. */
  object: ReadonlySet<string>;
  /** "another", "again", "a second round": the report says itself that it is not the one before. */
  further: boolean;
  /** First and last day, by its own time, else by its report's; undefined where neither is known. */
  starts: number | undefined;
  ends: number | undefined;
  /** Whether it says itself when. */
  dated: boolean;
  reported: number | undefined;
  /** Recalled without saying when: it was so some time before the report. */
  recalled: boolean;
  /** Where nobody says when: a number for its document, with which alone it is compared; else 0. */
  apart: number;
}

/** Who takes part: known actors, their countries, and the words of all. */
export interface Side {
  actors: ReadonlySet<string>;
  countries: ReadonlySet<string>;
  words: ReadonlySet<string>;
}

/** Whether it tells of what came to pass. */
export function isActual({ act }: Telling): boolean {
  return act.endsWith(' actual');
}

/** Whether it came to pass, is planned, denied and so on. */
export function factualityOf({ act }: Telling): string {
  return act.slice(act.lastIndexOf(' ') + 1);
}

/** Where a claim stands. */
export interface Standing {
  /** Its sentence. */
  words: string;
  /** The document's, ISO 8601. */
  published: string | undefined;
  /** The document's id. */
  document: string;
}

/** Words that tell an event from one like it. */
const FURTHER =
  /\b(?:another|again|once more|anew|renewed|new round|(?:second|third|fourth|fifth|latest) (?:time|round|package|wave|set|batch|series))\b/i;

/** Words that name nobody and nothing. */
const EMPTY = new Set(
  `the a an of in on at to for from by with its their his her this that these those it they he she we i you which who what some any
  all and or be is are was were been has have had will would as after over not new`.split(/\s+/),
);

/** Words that name what is acted upon and do not tell it from others of its kind. */
const GENERIC = new Set(
  `resolution resolutions draft drafts proposal proposals proposed offer offers offered plan plans motion text council vote votes
  government ministry minister ambassador envoy diplomats state country`.split(/\s+/),
);

/** Words of which each may stand for the others of its line in another report. */
const KIN = new Map(
  [
    'vote referendum ballot poll plebiscite consultation',
    'result results outcome count',
    'truce ceasefire armistice',
    'deal agreement accord pact treaty',
    'troops soldiers forces',
    'annexation accession incorporation',
    'talks meeting negotiations',
    'killing killings deaths',
    'arrest arrests detention',
  ].flatMap((line) => line.split(' ').map((word) => [word, line.split(' ')[0] as string] as const)),
);

/** Letters by which words are compared: "threat" and "threaten" are one. */
const STEM = 6;

/** Words for those who may be anybody's. */
const ROLES = new Set(
  wordsIn(`spokesman spokeswoman spokesperson palace official officials source sources government ministry minister president
    cabinet authorities leader leaders diplomat diplomats state country foreign`),
);

/** Codes of those who are of no country: each is known by its own id. */
const NO_COUNTRY = /^(?:IGO|NGO|MUL|NGM|IMG|MNC|)$/;

/** Words of a side or an object that are kept. */
const MOST_WORDS = 12;

/** What of a claim decides. */
export function tellingOf(claim: Claim, { words, published, document }: Standing): Telling {
  const { event, factuality, source, target, reciprocal, trigger, span, time, novelty } = claim;
  const [from, to] = [sideOf(source), sideOf(target)];
  const named = new Set([...from.words, ...wordsIn(target.map(({ actor, text }) => (actor ? text : '')).join(' '))]);
  const object = objectsIn([...target.map(({ text }) => text), restOf(claim, words)].join(' '));
  const near = words.slice(Math.max(0, trigger.start - span.start - 40), trigger.end - span.start + 60);
  const [starts, reported] = [dayNumber(firstDay(time?.start ?? published)), dayNumber(firstDay(published))];
  return {
    act: columnText(`${event.type} ${factuality}`),
    code: columnText(event.cameo),
    predicate: columnText(event.predicate ?? ''),
    source: from,
    target: to,
    both: reciprocal ?? false,
    object: new Set(object.filter((word) => !named.has(word.toLowerCase())).slice(0, MOST_WORDS)),
    further: FURTHER.test(near),
    starts,
    ends: dayNumber(lastDay(time?.end ?? published)),
    dated: time !== undefined && time.basis !== 'document',
    reported,
    recalled: novelty === 'background' && !time,
    apart: starts === undefined && reported === undefined ? Number.parseInt(sha256(document).slice(0, 7), 16) : 0,
  };
}

/** A state's government and those who hold its offices act as the state. */
export function actorKey({ id, code, sectors }: NonNullable<Participant['actor']>): string {
  return sectors.length === 1 && sectors[0] === 'GOV' && !NO_COUNTRY.test(code) ? code : id;
}

function sideOf(participants: readonly Participant[]): Side {
  const known = participants.flatMap(({ actor }) => (actor ? [actor] : []));
  const words = [...wordsIn(participants.map(({ text }) => text).join(' '))].slice(0, MOST_WORDS);
  return {
    actors: new Set(known.map((actor) => columnText(actorKey(actor)))),
    countries: new Set(known.map(({ id, code }) => columnText(NO_COUNTRY.test(code) ? id : code))),
    words: new Set(known.length || words.some((word) => !ROLES.has(word)) ? words : []),
  };
}

/** The words of a text by which it is compared, as far as their stem. */
function wordsIn(text: string, without?: ReadonlySet<string>): Set<string> {
  const words = (fold(text).match(/[\p{L}\p{N}]{2,}|\d/gu) ?? []).map((word) => KIN.get(word) ?? word);
  const telling = words.filter((word) => !EMPTY.has(word) && !without?.has(word));
  return new Set(telling.map((word) => word.replace(/(?<=\p{L}{3})(?:ings?|ed|es|s)$/u, '').slice(0, STEM)));
}

/** As `wordsIn`, names with a capital letter. */
function objectsIn(text: string): string[] {
  const found = new Map([...wordsIn(text, GENERIC)].map((word) => [word, word]));
  const names = text.match(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*/gu) ?? [];
  for (const name of names.flatMap((one) => [...wordsIn(one, GENERIC)])) {
    if (found.has(name)) found.set(name, name[0]?.toUpperCase() + name.slice(1));
  }
  return [...found.values()];
}

/** What stands after the act in its sentence, or after what it is done to, up to who says so, without times and those who act. */
function restOf({ span, trigger, time, source, target, attribution }: Claim, words: string): string {
  const content = attribution.find((one) => one.content && one.content.start <= trigger.start)?.content;
  const cut = [trigger, time?.span, ...source.map((one) => one.span)].filter((one) => one !== undefined);
  const from = Math.min(trigger.end, ...target.map((one) => one.span.start).filter((start) => start >= span.start));
  let text = words;
  for (const { start, end } of cut) {
    if (start < span.start || end > span.end) continue;
    text = text.slice(0, start - span.start) + ' '.repeat(end - start) + text.slice(end - span.start);
  }
  return text.slice(from - span.start, Math.min(span.end, content?.end ?? span.end) - span.start);
}

/** As a column holds it. */
export function packTelling(told: Telling): string {
  const side = ({ actors, countries, words }: Side) => [[...actors], [...countries], [...words]];
  const {
    act,
    code,
    predicate,
    source,
    target,
    both,
    object,
    further,
    starts,
    ends,
    dated,
    reported,
    recalled,
    apart,
  } = told;
  const flags = [both, further, dated, recalled].reduce((sum, one, i) => sum + (one ? 1 << i : 0), 0);
  const days = [starts ?? null, ends ?? null, reported ?? null, ...(apart ? [apart] : [])];
  return JSON.stringify([act, code, predicate, flags, days, ...side(source), ...side(target), [...object]]);
}

/** What `packTelling` packed. */
export function unpackTelling(text: string): Telling {
  const [act, code, predicate, flags, days, ...lists] = JSON.parse(text) as [
    string,
    string,
    string,
    number,
    (number | null)[],
    ...string[][],
  ];
  const set = (i: number) => new Set(lists[i]);
  const flag = (i: number) => (flags & (1 << i)) !== 0;
  return {
    act,
    code,
    predicate,
    source: { actors: set(0), countries: set(1), words: set(2) },
    target: { actors: set(3), countries: set(4), words: set(5) },
    object: set(6),
    both: flag(0),
    further: flag(1),
    dated: flag(2),
    recalled: flag(3),
    starts: days[0] ?? undefined,
    ends: days[1] ?? undefined,
    reported: days[2] ?? undefined,
    apart: days[3] ?? 0,
  };
}
