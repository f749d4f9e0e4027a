import dispatches from '../../../samples/dispatches.jsonl?raw';
import type { Given } from './messages.ts';

/** Texts to begin with, of the world that the samples ship: what each is good for. */
const CHOICE: Record<string, string> = {
  's017-drovnia-skaldal': 'A report of a report',
  's003-calderre-warns': 'A threat, and a quote',
  's022-league-roundup': 'Several states at once',
  's007-troops-denied': 'A denial',
  's046-veto': 'A vote and a veto',
  's049-san-alvero-es': 'A language that is not coded',
};

export interface Sample extends Given {
  id: string;
  label: string;
}

/** The samples, in the order in which they are offered. */
export const SAMPLES: readonly Sample[] = readSamples();

interface Dispatch {
  id: string;
  text: string;
  title: string;
  published: string;
  outlet: { name: string };
}

function readSamples(): Sample[] {
  const all = dispatches
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Dispatch);
  return Object.entries(CHOICE).flatMap(([id, label]) => {
    const found = all.find((one) => one.id === id);
    if (!found) return [];
    const { text, title, published, outlet } = found;
    return [
      {
        id,
        label,
        title,
        published: published.slice(0, 10),
        outlet: outlet.name,
        text: text.replace(`${title}\n\n`, ''),
      },
    ];
  });
}
