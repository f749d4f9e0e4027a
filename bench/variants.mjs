// Copies of reports as papers make them, and reports that only look like copies: seeded edits of given texts.
import { random } from './generated.mjs';

const SWAPS = [
  ['said', 'stated'],
  ['says', 'states'],
  ['also', 'too'],
  ['but', 'yet'],
  ['people', 'persons'],
  ['about', 'around'],
  ['many', 'numerous'],
  ['big', 'large'],
  ['after', 'following'],
  ['will', 'would'],
  ['has', 'had'],
  ['is', 'was'],
  ['are', 'were'],
  ['new', 'recent'],
  ['told', 'informed'],
  ['show', 'reveal'],
  ['than', 'over'],
  ['because', 'since'],
  ['while', 'as'],
  ['more', 'further'],
  ['most', 'nearly all'],
  ['last', 'past'],
]; // prettier-ignore

/** Paragraphs that say nothing of the report: what pages of one house have in common. */
const BOILERPLATE = [
  'Sign up here for our daily letter and get the most important stories of the morning in your inbox before breakfast, free of charge.',
  'This newspaper is a member of the Harbour Press Council. Complaints about its content can be sent to the readers’ editor within thirty days.',
  'Our reporters can be reached at the addresses below. All rights reserved; no part of this page may be copied without written consent of the publisher.',
];

const SPEECH =
  '“We did not come to this hall to bury a promise, we came to keep it, and we shall keep it in the open, before every one of you who was told that ' +
  'nothing would ever change here, before the fishermen of the north and the teachers of the south, before those who voted for us and those who did not, ' +
  'because a country that is afraid of its own voices has already lost the quarrel that it wanted to win, and I for one am tired of losing it,”';

const split = (text) => text.split(/\n\s*\n/).filter((part) => part.trim());
const documentOf = (id, parts, rest = {}) => {
  const paragraphs = [];
  let text = '';
  for (const part of parts) {
    if (text) text += '\n\n';
    paragraphs.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  return { id, text, headline: paragraphs[0], paragraphs, language: 'en', state: 'full', ...rest };
};

/**
 * Documents with the story that each tells: for every text itself, and for some of them copies; beside them reports that
 * share boilerplate, the words of one speech, or nothing.
 *
 * @param {{ id: string, text: string, published?: string, outlet?: { name: string } }[]} texts the first paragraph is the headline
 * @param {{ seed: number, copies: number }} options how many copies a text has on average
 */
export function variants(texts, { seed, copies }) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const made = [];
  for (const [story, { id, text, published, outlet }] of texts.entries()) {
    const parts = split(text);
    const rest = { ...(published && { published }), ...(outlet && { outlet }) };
    const house = next();
    const own = [...parts];
    // Some share a speech, some the foot of a page: neither makes them copies.
    if (house < 0.25) own.push(...BOILERPLATE);
    else if (house < 0.4)
      own.splice(
        1 + Math.floor(next() * own.length),
        0,
        `${SPEECH} ${pick(['she said', 'he told the hall', 'the speaker went on'])}.`,
      );
    made.push({ story, document: documentOf(id, own, rest) });
    for (let copy = 0; next() < copies / (copies + 1); copy++) {
      made.push({ story, document: documentOf(`${id}#${copy}`, edited(parts, texts, next, pick), rest) });
    }
  }
  return made;
}

function edited([headline, ...body], texts, next, pick) {
  let parts = [...body];
  if (next() < 0.6 && parts.length > 2)
    parts = parts.slice(0, Math.max(2, Math.ceil(parts.length * (0.35 + next() * 0.65))));
  if (next() < 0.5) {
    const rate = next() * 0.5;
    parts = parts.map((part) => part.replace(/\b[a-z]+\b/g, (word) => (next() < rate ? swapped(word) : word)));
  }
  if (next() < 0.4) parts = parts.map((part) => dropped(part, next, 0.12)).filter((part) => part.trim());
  if (next() < 0.4)
    parts = parts.map((part) => part.replaceAll(/[“”]/g, '"').replaceAll('’', "'").replaceAll('—', '-'));
  if (next() < 0.5) parts.splice(Math.floor(next() * (parts.length + 1)), 0, local(texts, next, pick));
  if (next() < 0.3) parts.push(...BOILERPLATE);
  if (next() < 0.3) parts[0] = `HARBOUR CITY (Wire) - ${parts[0]}`;
  return [next() < 0.7 ? headline.split(' ').reverse().join(' ') : headline, ...parts];
}

const swapped = (word) => SWAPS.find(([from]) => from === word)?.[1] ?? word;

function dropped(part, next, rate) {
  const sentences = part.match(/[^.!?]+[.!?]+["”’]?\s*|.+$/gs) ?? [part];
  return sentences.filter(() => sentences.length === 1 || next() >= rate).join('');
}

/** A paragraph of a paper's own: nobody else's sentence, in everybody's words. */
function local(texts, next, pick) {
  const words = split(pick(texts).text).slice(1).join(' ').split(/\s+/).slice(0, 400);
  const own = Array.from({ length: 30 + Math.floor(next() * 30) }, () => pick(words));
  return `${own.join(' ')}.`;
}
