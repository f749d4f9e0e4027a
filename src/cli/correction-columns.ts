import type { CorrectionRow } from '../ask/index.js';
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
