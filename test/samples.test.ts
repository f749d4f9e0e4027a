import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadCodebook } from '../src/codebook/node.js';
import { readInputs } from '../src/read/index.js';
import type { Document } from '../src/types.js';

const samples = fileURLToPath(new URL('../samples', import.meta.url));

interface Dispatch {
  id: string;
  url: string;
  outlet: { name: string; domain: string };
  title: string;
  published: string;
  language: string;
  text: string;
}

/** `[words: actor, or actors, or nobody the world knows]` */
type Side = Record<string, string | string[] | null>;

interface Expected {
  claims: {
    in: string;
    headline?: boolean;
    trigger: string;
    is: string | string[];
    source?: Side;
    target?: Side;
    by?: (string | string[])[];
    novelty?: string;
    on?: string;
  }[];
  not?: { type: string; source: string; target?: string }[];
}

function lines<Line>(file: string): Line[] {
  const text = readFileSync(`${samples}/${file}`, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

async function documents(...names: string[]): Promise<Document[]> {
  const found: Document[] = [];
  for await (const read of readInputs(names.map((name) => `${samples}/${name}`))) {
    if ('failure' in read) throw new Error(`${read.failure.where}: ${read.failure.reason}`);
    found.push(read.document);
  }
  return found;
}

const dispatches = lines<Dispatch>('dispatches.jsonl');
const byId = new Map(dispatches.map((dispatch) => [dispatch.id, dispatch]));
const world = loadCodebook({ dir: `${samples}/world` });

describe('the dispatches', () => {
  it('each have an id and an address of their own, at an outlet that cannot exist', () => {
    expect(byId.size).toBe(dispatches.length);
    expect(new Set(dispatches.map(({ url }) => url)).size).toBe(dispatches.length);
    expect(dispatches.filter(({ url, outlet }) => new URL(url).host !== outlet.domain)).toEqual([]);
    expect(dispatches.filter(({ outlet }) => !outlet.domain.endsWith('.example'))).toEqual([]);
  });

  it('begin with their title, as a paragraph', () => {
    expect(dispatches.filter(({ title, text }) => !text.startsWith(`${title}\n\n`))).toEqual([]);
  });

  it('are read with their words to the letter, headline, day and language', async () => {
    const read = await documents('dispatches.jsonl');
    expect(read.length).toBe(dispatches.length);
    for (const { id, text, headline, published, language, state } of read) {
      const dispatch = byId.get(id);
      expect(text).toBe(dispatch?.text);
      expect(headline && text.slice(headline.start, headline.end)).toBe(dispatch?.title);
      expect([published, language, state]).toEqual([dispatch?.published, dispatch?.language, 'full']);
    }
  });
});

describe('the pages, the feed, the mail and the archive', () => {
  it('are read with a title, and a day unless there is nothing but a notice', async () => {
    const read = await documents('pages', 'feeds', 'mail', 'archive/ambrel-monitor.warc.gz');
    expect(read.length).toBe(17);
    expect(read.filter(({ title }) => !title)).toEqual([]);
    expect(read.filter(({ published, state }) => state !== 'blocked' && !published?.startsWith('2025-1'))).toEqual([]);
    expect(read.filter(({ state }) => state === 'blocked').length).toBe(1);
  });

  it('hold a page that has changed at one address', async () => {
    const [before] = (await documents('pages')).filter(({ url }) => url?.endsWith('/marrow-bridge'));
    const [after] = await documents('revisions');
    expect(after?.id).toBe(before?.id);
    expect(after?.text).not.toBe(before?.text);
  });
});

describe('the notes on public facts', () => {
  it('quote nobody, and say where each can be checked', () => {
    const notes = lines<Dispatch & { note: string }>('real.jsonl');
    expect(notes.length).toBeGreaterThan(5);
    expect(notes.filter(({ text }) => /["“”„«»]/.test(text))).toEqual([]);
    expect(notes.filter(({ note }) => !note)).toEqual([]);
  });
});

describe('the world', () => {
  it('is a codebook that goes over ours, and takes nothing of ours away', async () => {
    const [ours, laid] = [await loadCodebook(), await world];
    const ids = new Set(laid.actors.map(({ id }) => id));
    expect(ours.actors.filter(({ id }) => !ids.has(id))).toEqual([]);
    const own = readdirSync(`${samples}/world/actors`).flatMap(
      (file) =>
        (parse(readFileSync(`${samples}/world/actors/${file}`, 'utf8')) as { actors: { id?: string; code: string }[] })
          .actors,
    );
    expect(laid.actors.length).toBe(ours.actors.length + own.length);
  });
});

describe('what a careful reader takes from the dispatches', () => {
  const expected = parse(readFileSync(`${samples}/expected.yaml`, 'utf8')) as Record<string, Expected>;

  it.each(Object.entries(expected))(
    'rests on the words of %s, on known actors and types',
    async (id, { claims, not }) => {
      const dispatch = byId.get(id);
      if (!dispatch) throw new Error(`${id} is no dispatch`);
      const { actors, types } = await world;
      const known = new Set(actors.map((actor) => actor.id));
      const body = dispatch.text.slice(dispatch.title.length);
      for (const claim of claims) {
        const where = claim.headline ? dispatch.title : body;
        expect(where.split(claim.in).length, claim.in).toBe(2);
        expect(claim.in).toContain(claim.trigger);
        for (const is of [claim.is].flat()) {
          const [type = '', factuality] = is.split(' ');
          expect(Object.keys(types)).toContain(type);
          expect(['actual', 'denied', 'planned', 'possible', 'conditional', 'demanded']).toContain(factuality);
        }
        const sides = [claim.source ?? {}, claim.target ?? {}].flatMap((side) => Object.entries(side));
        for (const words of [...sides.map(([mention]) => mention), ...(claim.by ?? []).flat()])
          expect(dispatch.text).toContain(words);
        for (const actor of sides.flatMap(([, actor]) => actor ?? [])) expect(known).toContain(actor);
      }
      for (const { type, source } of not ?? []) {
        expect(Object.keys(types)).toContain(type.split(' ')[0]);
        expect(known).toContain(source);
      }
    },
  );
});
