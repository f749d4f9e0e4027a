import type { Codebook } from '../codebook/index.js';
import type { Versions } from '../types.js';

/** A question of the codebook, as `ask questions` lists it. */
export interface QuestionRow {
  id: string;
  label: string;
  /** One neutral sentence. */
  about: string;
  kind: string;
  subjects: string[];
  terms: string[];
  from?: string;
  until?: string;
  /** The stances that actors can take on it. */
  stances: string[];
  versions: Pick<Versions, 'codebook'>;
}

/** The questions that positions can be asked on, by id. */
export function questions({ questions: all, kinds, version }: Codebook): QuestionRow[] {
  return Object.values(all)
    .map(({ from, until, ...question }) => ({
      ...question,
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
      stances: Object.keys(kinds[question.kind]?.stances ?? {}),
      versions: { codebook: version },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
