import type { ActorRow, AgreementRow, ChangeRow, CorrectionRow, ReviewRow } from '../ask/index.js';
import type { Release } from '../ledger/index.js';
import { CLAIM_COLUMNS, CLAIM_TABLE } from './answers.js';
import type { Column } from './output.js';

/** For people: who said what, and how it stands. */
export const CORRECTION_TABLE: readonly Column<CorrectionRow>[] = [
  { header: 'entry', value: ({ entry }) => entry },
  { header: 'recorded', value: ({ recorded }) => recorded.slice(0, 16) },
  { header: 'action', value: ({ action }) => action },
  {
    header: 'of',
    value: ({ claim, actor, into, document, undoes }) =>
      claim?.slice(0, 12) ?? (actor && `${actor} → ${into}`) ?? undoes ?? document,
  },
  { header: 'by', value: ({ by }) => by },
  { header: 'reason', value: ({ reason }) => reason },
  {
    header: 'state',
    value: ({ undone, unplaced, inForce }) =>
      undone ? `taken back ${undone.slice(0, 16)}` : (unplaced ?? (inForce ? 'in force' : 'overtaken')),
  },
];

export const CORRECTION_COLUMNS: readonly Column<CorrectionRow>[] = [
  { header: 'entry', value: ({ entry }) => entry },
  { header: 'recorded', value: ({ recorded }) => recorded },
  { header: 'action', value: ({ action }) => action },
  { header: 'document', value: ({ document }) => document },
  { header: 'claim', value: ({ claim }) => claim },
  { header: 'changed', value: ({ changed }) => changed?.join('; ') },
  { header: 'actor', value: ({ actor }) => actor },
  { header: 'into', value: ({ into }) => into },
  { header: 'by', value: ({ by }) => by },
  { header: 'reason', value: ({ reason }) => reason },
  { header: 'in force', value: ({ inForce }) => String(inForce) },
  { header: 'undoes', value: ({ undoes }) => undoes },
  { header: 'undone', value: ({ undone }) => undone },
  { header: 'unplaced', value: ({ unplaced }) => unplaced },
  { header: 'words', value: ({ words }) => words },
];

export const RELEASE_COLUMNS: readonly Column<Release>[] = [
  { header: 'release', value: ({ name }) => name },
  { header: 'by', value: ({ by }) => by },
  { header: 'recorded', value: ({ recorded }) => recorded },
  { header: 'entries', value: ({ entries }) => entries },
  { header: 'head', value: ({ head }) => head },
];

const changed = (row: ChangeRow) => (row.change === 'erased' ? undefined : row.claim);

export const CHANGE_COLUMNS: readonly Column<ChangeRow>[] = [
  { header: 'change', value: ({ change }) => change },
  { header: 'claim', value: (row) => changed(row)?.id },
  { header: 'fields', value: (row) => (row.change === 'changed' ? row.fields.join('; ') : undefined) },
  { header: 'before', value: (row) => (row.change === 'changed' ? row.before.id : undefined) },
  { header: 'type', value: (row) => changed(row)?.event.type },
  {
    header: 'source',
    value: (row) =>
      changed(row)
        ?.source.map(({ actor, text }) => actor?.id ?? text)
        .join('; '),
  },
  {
    header: 'target',
    value: (row) =>
      changed(row)
        ?.target.map(({ actor, text }) => actor?.id ?? text)
        .join('; '),
  },
  { header: 'document', value: (row) => (row.change === 'erased' ? row.document : row.claim.document) },
];

const share = (value: number | undefined): string | undefined => value?.toFixed(3);

export const AGREEMENT_COLUMNS: readonly Column<AgreementRow>[] = [
  { header: 'type', value: ({ type }) => type },
  { header: 'judged', value: ({ judged }) => judged },
  { header: 'right', value: ({ right }) => right },
  { header: 'precision', value: ({ precision }) => share(precision) },
  { header: 'exact', value: ({ exact }) => share(exact) },
  { header: 'there', value: ({ there }) => there },
  { header: 'found', value: ({ found }) => found },
  { header: 'recall', value: ({ recall }) => share(recall) },
  { header: 'accepted', value: ({ accepted }) => accepted },
  { header: 'amended', value: ({ amended }) => amended },
  { header: 'rejected', value: ({ rejected }) => rejected },
  { header: 'added', value: ({ added }) => added },
  { header: 'documents', value: ({ documents }) => documents },
];

/** For people: who is named how often, and who may be meant by words that name none. */
export const ACTOR_TABLE: readonly Column<ActorRow>[] = [
  { header: 'actor', value: ({ actor, name }) => actor?.name ?? `“${name}”` },
  { header: 'id', value: ({ actor }) => actor?.id },
  { header: 'source', value: ({ source }) => source },
  { header: 'target', value: ({ target }) => target },
  { header: 'speaker', value: ({ speaker }) => speaker },
  { header: 'called', value: ({ names }) => names.slice(0, 4).join(', ') },
  {
    header: 'perhaps',
    value: ({ suggestion }) => suggestion && `${suggestion.name} (${suggestion.id}): ${suggestion.reason}`,
  },
];

export const ACTOR_COLUMNS: readonly Column<ActorRow>[] = [
  { header: 'id', value: ({ actor }) => actor?.id },
  { header: 'name', value: ({ actor, name }) => actor?.name ?? name },
  { header: 'code', value: ({ actor }) => actor?.code },
  { header: 'wikidata', value: ({ actor }) => actor?.ids?.wikidata },
  { header: 'cow', value: ({ actor }) => actor?.ids?.cow },
  { header: 'gw', value: ({ actor }) => actor?.ids?.gw },
  { header: 'source', value: ({ source }) => source },
  { header: 'target', value: ({ target }) => target },
  { header: 'speaker', value: ({ speaker }) => speaker },
  { header: 'names', value: ({ names }) => names.join('; ') },
  { header: 'suggestion', value: ({ suggestion }) => suggestion?.id },
  { header: 'reason', value: ({ suggestion }) => suggestion?.reason },
];

/** Columns of a claim, for rows that are about one. */
const ofClaim = (columns: typeof CLAIM_COLUMNS): readonly Column<ReviewRow>[] =>
  columns.map(({ header, value }) => ({ header, value: ({ claim }) => value(claim) }));

/** For people: what to look at first, and why. */
export const REVIEW_TABLE: readonly Column<ReviewRow>[] = [
  { header: 'priority', value: ({ priority }) => priority.toFixed(2) },
  ...ofClaim(CLAIM_TABLE),
  { header: 'doubts', value: ({ reasons }) => reasons.join('; ') },
  {
    header: 'rests on it',
    value: ({ positions }) => positions.map(({ actor, stance }) => `${actor} ${stance}`).join('; '),
  },
];

export const REVIEW_COLUMNS: readonly Column<ReviewRow>[] = [
  { header: 'priority', value: ({ priority }) => priority.toFixed(3) },
  { header: 'doubt', value: ({ doubt }) => doubt.toFixed(3) },
  { header: 'weight', value: ({ weight }) => weight.toFixed(3) },
  { header: 'reasons', value: ({ reasons }) => reasons.join('; ') },
  { header: 'in documents', value: ({ documents }) => documents },
  { header: 'copies', value: ({ copies = [] }) => copies.map(({ claim }) => claim).join('; ') },
  { header: 'positions', value: ({ positions }) => positions.map(({ question }) => question).join('; ') },
  { header: 'contradicted', value: ({ contradicted }) => contradicted.join('; ') },
  { header: 'words', value: ({ words }) => words },
  ...ofClaim(CLAIM_COLUMNS),
];
