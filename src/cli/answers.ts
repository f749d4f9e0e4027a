/** The columns in which answers are shown: tables for people, more of them for spreadsheets. */
import type {
  ClaimRow,
  CountRow,
  CoverageRow,
  DocumentRow,
  EventRow,
  OriginRow,
  Position,
  QuestionRow,
} from '../ask/index.js';
import type { Participant, Time } from '../types.js';
import type { Column } from './output.js';

/** For people: the day, the act, how and on whose word it is told, and what to trace. */
export const EVENT_TABLE: readonly Column<EventRow>[] = [
  { header: 'date', value: ({ time, reported }) => days(time) ?? reportDay(reported) },
  { header: 'who does what to whom', value: (e) => act(e.sides.source, e.event.type, e.sides.target) },
  { header: 'as', value: ({ factuality, links }) => forwardedTo(links) ?? factuality },
  { header: 'words', value: ({ words }) => shortened(words) },
  { header: 'says who', value: ({ by }) => by.map((one) => one.join(' ← ')) },
  { header: 'docs', value: ({ documents }) => documents.length },
  { header: 'trace', value: ({ claims }) => short(claims[0]) },
];

/** What is done and when, of an event as of a claim. */
const ACT_COLUMNS: readonly Column<Pick<EventRow, 'id' | 'time' | 'event'>>[] = [
  { header: 'id', value: ({ id }) => id },
  { header: 'start', value: ({ time }) => time?.start },
  { header: 'end', value: ({ time }) => time?.end },
  { header: 'type', value: ({ event }) => event.type },
  { header: 'mode', value: ({ event }) => event.mode },
  { header: 'cameo', value: ({ event }) => event.cameo },
  { header: 'quad', value: ({ event }) => event.quad },
  { header: 'goldstein', value: ({ event }) => event.goldstein },
];

export const EVENT_COLUMNS: readonly Column<EventRow>[] = [
  ...ACT_COLUMNS,
  { header: 'source', value: ({ source }) => source.map(({ id }) => id).join('; ') },
  { header: 'target', value: ({ target }) => target.map(({ id }) => id).join('; ') },
  { header: 'factuality', value: ({ factuality }) => factuality },
  { header: 'reported', value: ({ reported }) => reported },
  { header: 'words', value: ({ words }) => words },
  { header: 'by', value: ({ by }) => by.map((chain) => chain.join(' < ')).join('; ') },
  { header: 'claims', value: ({ claims }) => claims.join('; ') },
  { header: 'documents', value: ({ documents }) => documents.join('; ') },
  { header: 'origins', value: ({ origins }) => origins },
  { header: 'links', value: ({ links }) => links?.map(({ kind, event }) => `${kind} ${event}`).join('; ') },
  { header: 'coder', value: ({ versions }) => versions.coder },
  { header: 'codebook', value: ({ versions }) => versions.codebook },
];

export const CLAIM_TABLE: readonly Column<ClaimRow>[] = [
  { header: 'date', value: ({ time, published }) => days(time) ?? reportDay(published) },
  { header: 'who does what to whom', value: (c) => act(c.source.map(wordsOf), c.event.type, c.target.map(wordsOf)) },
  { header: 'as', value: ({ factuality, novelty }) => (novelty === 'new' ? factuality : `${factuality}, recalled`) },
  { header: 'where', value: ({ headline, teaser }) => (headline ? 'headline' : teaser ? 'teaser' : 'text') },
  { header: 'says who', value: ({ attribution }) => chain(attribution) },
  { header: 'document', value: ({ document, url }) => url ?? document },
  { header: 'trace', value: ({ id }) => short(id) },
];

export const CLAIM_COLUMNS: readonly Column<ClaimRow>[] = [
  ...ACT_COLUMNS,
  { header: 'source', value: ({ source }) => source.map(({ actor, text }) => actor?.id ?? text).join('; ') },
  { header: 'target', value: ({ target }) => target.map(({ actor, text }) => actor?.id ?? text).join('; ') },
  { header: 'factuality', value: ({ factuality }) => factuality },
  { header: 'novelty', value: ({ novelty }) => novelty },
  { header: 'headline', value: ({ headline }) => String(headline) },
  { header: 'by', value: ({ attribution }) => chain(attribution, ' < ') },
  { header: 'confidence', value: ({ confidence }) => confidence },
  { header: 'document', value: ({ document }) => document },
  { header: 'url', value: ({ url }) => url },
  { header: 'outlet', value: ({ outlet }) => outlet },
  { header: 'published', value: ({ published }) => published },
  { header: 'recorded', value: ({ recorded }) => recorded },
  { header: 'origin', value: ({ origin }) => origin },
  { header: 'coder', value: ({ versions }) => versions.coder },
  { header: 'codebook', value: ({ versions }) => versions.codebook },
];

export const DOCUMENT_COLUMNS: readonly Column<DocumentRow>[] = [
  { header: 'published', value: ({ published }) => published },
  { header: 'outlet', value: ({ outlet }) => outlet },
  { header: 'title', value: ({ title }) => title && shortened(title) },
  { header: 'language', value: ({ language }) => language },
  { header: 'state', value: ({ state }) => state },
  { header: 'claims', value: ({ claims }) => claims },
  { header: 'revisions', value: ({ revisions }) => revisions },
  { header: 'id', value: ({ id }) => id },
  { header: 'address', value: ({ url, path }) => url ?? path },
];

/** For people: since when who takes which stance on what, on whose word, and how many papers and origins that is. */
export const POSITION_TABLE: readonly Column<Position>[] = [
  { header: 'holds', value: ({ from, until }) => [from, ...(until === undefined ? [] : [`– ${until}`])] },
  { header: 'who', value: ({ actor }) => actor.name },
  { header: 'stance', value: stanceLines },
  {
    header: 'words',
    value: ({ words, reason }) => [shortened(words), ...(reason ? [`(reason: ${shortened(reason)})`] : [])],
  },
  { header: 'says who', value: ({ by }) => by.map((one) => one.join(' ← ')) },
  {
    header: 'trace',
    value: ({ claims, documents, origins }) => [short(claims[0]) ?? '', ...supported(documents.length, origins)],
  },
];

/** The same for positions on several questions. */
export const POSITIONS_TABLE: readonly Column<Position>[] = POSITION_TABLE.map((column) =>
  column.header === 'stance' ? { header: 'stance', value: (row) => [`${row.question}:`, ...stanceLines(row)] } : column,
);

/** On how many papers, and independent origins, it rests. */
const supported = (documents: number, origins: number): string[] => [
  documents === 1 ? '1 document' : `${documents} documents`,
  ...(documents === 1 ? [] : [origins === 1 ? '1 origin' : `${origins} origins`]),
];

export const POSITION_COLUMNS: readonly Column<Position>[] = [
  { header: 'question', value: ({ question }) => question },
  { header: 'actor', value: ({ actor }) => actor.id },
  { header: 'name', value: ({ actor }) => actor.name },
  { header: 'code', value: ({ actor }) => actor.code },
  { header: 'stance', value: ({ stance }) => stance },
  { header: 'factuality', value: ({ factuality }) => factuality },
  { header: 'from', value: ({ from }) => from },
  { header: 'until', value: ({ until }) => until },
  { header: 'reported', value: ({ reported }) => reported },
  { header: 'known', value: ({ known }) => known },
  { header: 'by', value: ({ by }) => by.map((one) => one.join(' < ')).join('; ') },
  { header: 'words', value: ({ words }) => words },
  { header: 'reason', value: ({ reason }) => reason },
  { header: 'claims', value: ({ claims }) => claims.join('; ') },
  { header: 'documents', value: ({ documents }) => documents.join('; ') },
  { header: 'origins', value: ({ origins }) => origins },
  { header: 'contradicted', value: ({ contradicted }) => contradicted?.join('; ') },
  { header: 'coder', value: ({ versions }) => versions.coder },
  { header: 'codebook', value: ({ versions }) => versions.codebook },
];

export const COUNT_COLUMNS: readonly Column<CountRow>[] = [
  { header: 'period', value: ({ period }) => period },
  { header: 'of', value: ({ key }) => Object.values(key).join(' → ') },
  { header: 'events', value: ({ events }) => events },
  { header: 'claims', value: ({ claims }) => claims },
  { header: 'documents', value: ({ documents }) => documents },
  { header: 'origins', value: ({ origins }) => origins },
  { header: 'read', value: ({ read }) => read },
  { header: 'outlets', value: ({ readByOutlet }) => Object.keys(readByOutlet).length },
];

export const COVERAGE_COLUMNS: readonly Column<CoverageRow>[] = [
  { header: 'outlet or feed', value: ({ outlet }) => outlet },
  { header: 'period', value: ({ period }) => period },
  { header: 'documents', value: ({ documents }) => documents },
  { header: 'languages', value: ({ languages }) => counted(languages) },
  { header: 'states', value: ({ states }) => counted(states) },
  { header: 'empty', value: ({ empty }) => empty },
  { header: 'flag', value: ({ flag }) => flag },
];

const counted = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

export const ORIGIN_COLUMNS: readonly Column<OriginRow>[] = [
  { header: 'origin', value: ({ origin }) => origin },
  { header: 'docs', value: ({ documents }) => documents.length },
  { header: 'documents', value: ({ documents }) => documents.join('; ') },
  { header: 'credited', value: ({ credited }) => credited?.join('; ') },
  { header: 'circles', value: ({ circles }) => circles?.map((one) => [...one, one[0]].join(' → ')).join('; ') },
];

/** For people: what is asked, and the stances that can be taken. */
export const QUESTION_TABLE: readonly Column<QuestionRow>[] = [
  { header: 'question', value: ({ id }) => id },
  { header: 'what it is about', value: ({ label, about }) => [label, about] },
  { header: 'reports of', value: ({ from, until }) => [from ?? '', ...(until === undefined ? [] : [`– ${until}`])] },
  { header: 'stances', value: ({ stances }) => stances.join(', ') },
];

export const QUESTION_COLUMNS: readonly Column<QuestionRow>[] = [
  { header: 'id', value: ({ id }) => id },
  { header: 'label', value: ({ label }) => label },
  { header: 'kind', value: ({ kind }) => kind },
  { header: 'about', value: ({ about }) => about },
  { header: 'from', value: ({ from }) => from },
  { header: 'until', value: ({ until }) => until },
  { header: 'subjects', value: ({ subjects }) => subjects.join('; ') },
  { header: 'terms', value: ({ terms }) => terms.join('; ') },
  { header: 'stances', value: ({ stances }) => stances.join('; ') },
];

/** A stance that is not simply held says how it stands with it; one that others contradict is marked. */
function stanceLines({ stance, factuality, contradicted }: Position): string[] {
  return [stance, ...(factuality === 'actual' ? [] : [`(${factuality})`]), ...(contradicted ? ['contradicted'] : [])];
}

const wordsOf = ({ text, actor }: Participant): string => actor?.name ?? text;

/** As much of a claim's id as tells it from the others of a large ledger. */
const short = (id: string | undefined): string | undefined => id?.slice(0, 12);

/** Who does not stand in the text is not made up. */
const act = (source: string[], type: string, target: string[]): string =>
  [source.join(', ') || '(not named)', '→', type, target.length ? `→ ${target.join(', ')}` : '']
    .filter(Boolean)
    .join(' ');

/** Of an id that no event has any more: the one that it leads to. */
const forwardedTo = (links: EventRow['links']): string | undefined => {
  const link = links?.find(({ kind }) => kind === 'forwarded');
  return link && `see ${link.event}`;
};

/** A time at its precision: a day, a month or a year in one word, a longer stretch in two. */
function days(time: Time | undefined): string | undefined {
  if (!time) return undefined;
  const length = { minute: 10, day: 10, month: 7, year: 4 }[time.precision];
  const [start, end] = [time.start.slice(0, length), time.end.slice(0, length)];
  return start === end ? start : `${start} – ${end}`;
}

/** Where the text does not say when: the report's day, in brackets. */
const reportDay = (published: string | undefined): string | undefined => published && `(${published.slice(0, 10)})`;

const chain = (attribution: ClaimRow['attribution'], separator = ' ← '): string =>
  attribution
    .map(({ speakers }) => speakers.map(({ actor, text }) => actor?.name ?? text).join(' and '))
    .join(separator);

const shortened = (text: string): string => (text.length > 240 ? `${text.slice(0, 240)} …` : text);
