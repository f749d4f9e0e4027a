import { type FoundDate, findDates, type Manner } from './index.js';
import { type DateKind, labelIn, withoutLabels } from './labels.js';
import { legible } from './legible.js';

/** A short line that says nothing but when: each of its dates, and what the label before it says, if any. */
export interface DateLine {
  dates: (FoundDate & { kind: DateKind | undefined })[];
}

/** A line with more than this many letters beside its dates and labels says something else too. */
const OTHER_LETTERS = 14;
const LONGEST_LINE = 200;

/** Reads a line such as "Posted 4 October 2022, 08:16 | Updated 5 October 2022"; undefined where it says more than that. */
export function readDateLine(line: string, manner: Manner = {}): DateLine | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  const found = findDates(line, manner);
  if (found.length === 0) return undefined;
  let rest = '';
  let from = 0;
  const dates = found.map((date) => {
    const before = line.slice(from, date.start);
    rest += `${before} `;
    from = date.end;
    return { ...date, kind: labelIn(before) };
  });
  rest += line.slice(from);
  const letters = withoutLabels(legible(rest)).match(/\p{L}/gu)?.length ?? 0;
  return letters <= OTHER_LETTERS ? { dates } : undefined;
}
