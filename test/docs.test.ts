import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { VERBS } from '../src/cli/verbs.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');

/** The part of docs/commands.md that tells of one verb. */
function section(verb: string): string {
  const parts = read('docs/commands.md').split(/^## /m);
  return parts.find((part) => part.startsWith(`\`${verb}\``) || part.startsWith(`${verb}\n`)) ?? '';
}

describe('the documentation', () => {
  it.each(VERBS.map((verb) => [verb.name, verb] as const))(
    'tells of the verb %s and of each of its options',
    async (name, verb) => {
      const command = new Command(name);
      (await verb.load()).define(command);
      const text = section(name);
      expect(text, `docs/commands.md has no section for ${name}`).not.toBe('');
      const all = [command, ...command.commands];
      const missing = all.flatMap((c) => [
        ...c.options.flatMap((o) => (o.long && !text.includes(o.long) && !shared(text, o.long) ? [o.long] : [])),
        ...(c === command || text.includes(c.name()) ? [] : [c.name()]),
      ]);
      expect(missing).toEqual([]);
    },
  );

  it('tells of every event type that the codebook has', () => {
    const codebook = read('docs/codebook.md');
    const types = readdirSync(`${root}/codebook/events`).map((file) => file.replace(/\.ya?ml$/, '').toUpperCase());
    expect(types.length).toBeGreaterThan(10);
    expect(types.filter((type) => !codebook.includes(type))).toEqual([]);
  });

  it('has no link to a file that is not there', () => {
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      ...readdirSync(`${root}/docs`)
        .filter((f) => f.endsWith('.md'))
        .map((f) => `docs/${f}`),
    ];
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].flatMap(([, target]) => {
        const path = new URL(String(target), `file://${root}/${page}`);
        try {
          readFileSync(path);
          return [];
        } catch (error) {
          return (error as NodeJS.ErrnoException).code === 'EISDIR' ? [] : [`${page}: ${target}`];
        }
      }),
    );
    expect(broken).toEqual([]);
  });
});

/** Options that several verbs share are told once, in the section that a verb's own section points to. */
function shared(text: string, option: string): boolean {
  return [...text.matchAll(/\(#([a-z-]+)\)/g)].some(([, anchor]) => {
    const part = read('docs/commands.md')
      .split(/^## /m)
      .find((p) => slug(p.split('\n')[0] ?? '') === anchor);
    return part?.includes(option) ?? false;
  });
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .trim()
    .replace(/ /g, '-');
