import type { Claim } from '../../types.js';
import type { Appended } from '../projections.js';
import { columnText } from '../text.js';
import type { CorrectionContent, PlacementContent, Standing } from './content.js';
import type { CorrectionTable, IdentityTable, JudgementTable, ReviewTable } from './tables.js';

/** What an entry does to the tables of corrections. */
export interface Effects {
  correction?: CorrectionTable;
  judgement?: JudgementTable;
  identity?: IdentityTable;
  review?: ReviewTable;
  /** What holds from now on, in the words of the coding's revision. */
  claim?: Claim;
  /** The piece of human work whose judgement so far is in force no more. */
  ends?: number;
  /** The correction that is taken back. */
  undoes?: number;
}

/** What an entry does; undefined where it is no human work. */
export function effectsOf({ sequence, kind, recorded, content }: Appended): Effects | undefined {
  if (kind === 'placement') return standingEffects(content as PlacementContent, sequence, recorded);
  if (kind !== 'correction') return undefined;
  const act = content as CorrectionContent;
  const row = {
    sequence,
    action: act.action,
    by: columnText(act.by),
    reason: columnText(act.reason),
    document: null,
    claim: null,
    lineage: null,
    recorded,
    undone: null,
  };
  switch (act.action) {
    case 'merge':
    case 'split':
      return { correction: row, identity: { sequence, recorded, ended: null } };
    case 'reviewed': {
      const { document, revision } = act;
      const review = { sequence, document, revision, by: row.by, recorded, ended: null };
      return { correction: { ...row, document }, review };
    }
    case 'undo': {
      const { document, lineage, entry } = act;
      const standing = act.correction === undefined ? undefined : (act as Standing);
      return {
        correction: { ...row, document: document ?? null, lineage: lineage ?? null },
        ...(lineage !== undefined && { ends: lineage }),
        ...(standing && standingEffects(standing, sequence, recorded)),
        undoes: entry,
      };
    }
    default: {
      const { document, lineage = sequence, id } = act;
      return {
        correction: { ...row, document, claim: id, lineage },
        ...standingEffects(act, sequence, recorded),
      };
    }
  }
}

function standingEffects(standing: Standing, sequence: number, recorded: string): Effects {
  const { document, coding, lineage = sequence, correction = sequence, twin = null, claim, unplaced } = standing;
  return {
    ends: lineage,
    judgement: {
      sequence,
      lineage,
      correction,
      document,
      coding,
      twin,
      unplaced: columnText(unplaced),
      recorded,
      ended: null,
    },
    ...(claim && { claim }),
  };
}
