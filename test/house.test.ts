import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** Which stages a stage may know: its own folder, the shared files, and the doors of these. */
const KNOWS: Record<string, readonly string[]> = {
  read: [],
  parse: [],
  codebook: [],
  code: ['parse', 'codebook'],
  ledger: [],
  ask: ['ledger', 'codebook'],
  export: ['ledger', 'codebook', 'ask'],
  serve: ['read', 'codebook', 'ledger', 'ask', 'export'],
  cli: ['read', 'parse', 'codebook', 'code', 'ledger', 'ask', 'export', 'serve'],
};

/**
 * A stage's doors: for browsers and Node alike; where there is one, for Node only; and the light ones, which load nothing of the stage: the
 * labels of its `Sentences`, the options that a command line offers.
 */
const DOOR = /^(index|node|inventory|options)\.ts$/;

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/\.(test|as)\.ts$/.test(file),
);

function importsOf(file: string): string[] {
  const text = readFileSync(resolve(src, file), 'utf8');
  return [...text.matchAll(/\b(?:from|import\()\s*'(\.[^']+)'/g)].map((match) =>
    relative(src, resolve(src, dirname(file), String(match[1]).replace(/\.js$/, '.ts'))),
  );
}

describe('the house', () => {
  it('has stages that know only the doors of the stages before them', () => {
    const trespasses: string[] = [];
    for (const file of sources) {
      const stage = file.includes('/') ? String(file.split('/')[0]) : undefined;
      for (const target of importsOf(file)) {
        if (!target.includes('/') || stage === undefined) continue;
        const [other, ...rest] = target.split('/');
        if (other === stage) continue;
        const allowed = KNOWS[stage]?.includes(String(other)) && DOOR.test(rest.join('/'));
        if (!allowed) trespasses.push(`${file} imports ${target}`);
      }
    }
    expect(trespasses).toEqual([]);
  });

  it('has a place in the rules for every stage', () => {
    const stages = new Set(sources.filter((file) => file.includes('/')).map((file) => String(file.split('/')[0])));
    expect([...stages].filter((stage) => !(stage in KNOWS))).toEqual([]);
  });
});
