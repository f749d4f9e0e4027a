// Events joined across reports, over pairs of labelled claims in train/labels/events/.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Parts of the labels, each scored by itself: by event, so that nothing in one was seen in another. */
const FOLDS = 5;

export const about =
  'claims of one event joined, over labelled pairs (--file train/labels/events/same.yaml, more.yaml, held-out.yaml, unseen.yaml)';

/** Rows: precision, recall and F1 over pairs of labelled claims, false joins, and labelled words that no claim has. */
export async function run({ file = `${root}/train/labels/events/same.yaml`, show }) {
  const { openParser } = await import('../dist/parse/node.js');
  const { loadCodebook } = await import('../dist/codebook/node.js');
  const { code } = await import('../dist/code/index.js');
  const { openActJudge } = await import('../dist/code/node.js');
  const { groupClaims } = await import('../dist/ask/events/groups.js');
  const [parser, codebook] = [await openParser(), await loadCodebook({ dir: `${root}/samples/world` })];
  const judge = await openActJudge(parser.vectors);
  const claims = [];
  const missed = [];
  let number = 0;
  for (const [event, reports] of Object.entries(parse(readFileSync(file, 'utf8')))) {
    for (const { day, text: marked } of reports) {
      const [at, until] = [marked.indexOf('*'), marked.lastIndexOf('*') - 1];
      const text = marked.replaceAll('*', '');
      const document = {
        id: `${number++}`,
        text,
        language: 'en',
        published: day,
        paragraphs: [{ start: 0, end: text.length }],
        state: 'full',
      };
      const { claims: coded } = code(document, parser.parse(text, document.paragraphs), codebook, { judge });
      const row = coded.find(({ trigger }) => trigger.start < until && at < trigger.end);
      if (!row) {
        missed.push(marked);
        continue;
      }
      const [starts, ends] = row.time ? [row.time.start.slice(0, 10), row.time.end.slice(0, 10)] : [day, day];
      const loaded = {
        sequence: number,
        revision: number,
        row: { ...row, document: document.id, published: day },
        words: text.slice(row.span.start, row.span.end),
        starts,
        ends,
      };
      claims.push({ event, text, loaded });
    }
  }
  const group = new Map(
    groupClaims(claims.map(({ loaded }) => loaded)).flatMap((one, i) => one.map((claim) => [claim, i])),
  );
  const events = [...new Set(claims.map(({ event }) => event))];
  const scores = Array.from({ length: FOLDS }, (_, fold) => {
    const own = claims.filter(({ event }) => events.indexOf(event) % FOLDS === fold);
    let [right, joined, same] = [0, 0, 0];
    for (const a of own) {
      for (const b of claims) {
        // Pairs across folds count where their first claim does, so that no hard negative is lost.
        if (a.loaded.sequence >= b.loaded.sequence) continue;
        const [is, says] = [a.event === b.event, group.get(a.loaded) === group.get(b.loaded)];
        if (is) same++;
        if (says) joined++;
        if (is && says) right++;
        if (show && is !== says) console.error(`${is ? 'MISSED' : 'JOINED'}: ${shown(a)} | ${shown(b)}`);
      }
    }
    return { right, joined, same };
  });
  const [right, joined, same] = ['right', 'joined', 'same'].map((key) =>
    scores.reduce((sum, one) => sum + one[key], 0),
  );
  const hard = claims.flatMap((a, i) => claims.slice(0, i).filter((b) => isHard(a, b))).length;
  const percent = (part, whole) => Number(((100 * part) / whole).toFixed(1));
  const worst = Math.min(...scores.map((one) => percent(2 * one.right, one.joined + one.same)));
  const what = `${same} pairs of one event and ${hard} hard ones of two, ${claims.length} claims of ${events.length} events`;
  return [
    { what, per: 'precision, %', value: percent(right, joined) },
    { what, per: 'recall, %', value: percent(right, same) },
    { what, per: 'F1, %', value: percent(2 * right, joined + same) },
    { what, per: `F1 of the worst of ${FOLDS} parts, %`, value: worst },
    { what, per: 'false joins, % of joined', value: percent(joined - right, joined) },
    { what: 'labelled words that no claim has', per: 'reports', value: missed.length },
  ];
}

/** Two events that are easily taken for one: the same type of act, and somebody who takes part in both. */
function isHard(a, b) {
  if (a.event === b.event || a.loaded.row.event.type !== b.loaded.row.event.type) return false;
  const actors = ({ row }) => [...row.source, ...row.target].flatMap(({ actor }) => actor?.id ?? []);
  const own = new Set(actors(a.loaded));
  return actors(b.loaded).some((id) => own.has(id));
}

/** A report and what was coded of it. */
function shown({ text, loaded: { row } }) {
  const side = (participants) =>
    participants.map(({ actor, text: words }) => actor?.id ?? `"${words}"`).join('+') || '-';
  const { event, factuality, time, reciprocal } = row;
  return `${text} [${event.type} ${event.cameo} ${event.predicate ?? ''} ${factuality}: ${side(row.source)} ${
    reciprocal ? '<>' : '>'
  } ${side(row.target)}, ${time?.start ?? 'no day'}]`;
}
