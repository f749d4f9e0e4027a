import { z } from '@hono/zod-openapi';
import { generateAtomFeed } from 'feedsmith';
import { type NewsRow, news, type Position } from '../../ask/index.js';
import type { Codebook } from '../../codebook/index.js';

import { type App, define } from '../define.js';
import { filterOf, filterShape } from '../schema/filter.js';

/** Entries of a feed, the newest. */
const ENTRIES = 100;

/** Whose ids they are is of no importance, and nobody can ever be `.invalid`: the same news of two ledgers is the same. */
const TAG = 'tag:onrecord.invalid,2026:';

const { question, actor, stance, factuality } = filterShape;

/** Feeds (Atom, RFC 4287) that tell what changed, so that people need not come and look. */
export function addFeeds(app: App): void {
  define(
    app,
    {
      method: 'get',
      path: '/feeds/positions',
      tags: ['answers'],
      summary: 'New, changed, contradicted and withdrawn positions as an Atom feed, by when the ledger learned of them',
      query: z.strictObject({ question, actor, stance, factuality }),
      answer: { 'application/atom+xml': z.string() },
    },
    async (c, { query }) => {
      const { ledger, codebook, aside } = c.get('desk');
      const { recorded, hash } = await ledger.head();
      const filter = filterOf(query);
      const rows = aside
        ? ((await aside.answer({ list: 'news', filter, page: { offset: 0, limit: ENTRIES } }, hash)).rows as NewsRow[])
        : await news(ledger, codebook, { ...filter, limit: ENTRIES });
      const { origin, pathname, search } = new URL(c.req.url);
      const asked = [
        ...(query.question ?? []).map((id) => codebook.questions[id]?.label ?? id),
        ...(query.actor ?? []),
        ...(query.stance ?? []),
        ...(query.factuality ?? []),
      ];
      const text = generateAtomFeed({
        id: `${TAG}positions${search}`,
        title: plain(['Positions on record', ...asked].join(': ')),
        subtitle: plain('Who is reported to hold which position, on whose word; never that something is so.'),
        updated: new Date(rows[0]?.known ?? recorded),
        generator: { text: 'Onrecord' },
        links: [
          { rel: 'self', type: 'application/atom+xml', href: origin + pathname + search },
          { rel: 'alternate', type: 'text/html', href: origin + pageOf(query) },
        ],
        entries: rows.map((row) => entryOf(row, codebook, origin)),
      });
      return c.body(text, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' });
    },
  );
}

/** The desk's page that shows the same. */
function pageOf({
  question: questions,
  actor: actors,
}: {
  question?: string[] | undefined;
  actor?: string[] | undefined;
}) {
  if (questions?.length === 1) return `/questions/${encodeURIComponent(questions[0] as string)}`;
  if (actors?.length === 1) return `/actors/${encodeURIComponent(actors[0] as string)}`;
  return '/';
}

function entryOf(row: NewsRow, codebook: Codebook, origin: string) {
  const { id, known, position } = row;
  const label = codebook.questions[position.question]?.label ?? position.question;
  return {
    id: TAG + id,
    title: plain(`${label}: ${headline(row)}`),
    updated: new Date(known),
    // Whoever says so is the author of what is said.
    authors: [...new Set(position.by.map(([first]) => first ?? 'nobody named'))].map((name) => ({ name: clean(name) })),
    links: [
      { rel: 'alternate', type: 'text/html', href: `${origin}/claims/${encodeURIComponent(position.claims[0] ?? '')}` },
    ],
    categories: [{ term: row.kind }, { term: position.question, label: clean(label) }],
    content: { type: 'text', value: clean(wordsOf(row)) },
  };
}

const stated = ({ stance, factuality }: Position) =>
  stance.replaceAll('-', ' ') + (factuality === 'actual' ? '' : ` (${factuality})`);

function headline({ kind, position, before, others = [] }: NewsRow): string {
  const { actor, from } = position;
  if (kind === 'withdrawn') return `${actor.name} no longer stands as: ${stated(position)}`;
  if (kind === 'contradiction') return `${actor.name} contradicted: ${[position, ...others].map(stated).join(' / ')}`;
  return `${actor.name} ${stated(position)} since ${from}${before ? `, before: ${stated(before)}` : ''}`;
}

function wordsOf({ position, others = [] }: NewsRow): string {
  return [position, ...others]
    .map(({ words, by, documents, origins }) => {
      const chains = by.map((chain) => chain.join(' ← ')).join('; ');
      return `“${words}” (${chains}; documents: ${documents.length}, independent origins: ${origins})`;
    })
    .join('\n');
}

const plain = (value: string) => ({ type: 'text', value: clean(value) });

/** Without the characters that XML cannot hold. */
function clean(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '�');
}
