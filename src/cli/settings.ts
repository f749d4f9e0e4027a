import { UserError } from '../errors.js';
import type { CorrectionRequest } from '../ledger/index.js';

type Fields = Extract<CorrectionRequest, { action: 'amend' }>['set'];

/** Fields of which each `--set` adds one more. */
const LISTS = ['source', 'target', 'contexts'];

/** Fields whose value is words of the text, and may be a place in it (START-END). */
const WORDS = ['span', 'trigger', 'quote', 'reason'];

/**
 * What `--set FIELD=VALUE` says of a claim. An empty value takes the field away; a value in JSON is taken as it is; a party
 * is words of the text, or a place in it (START-END), with the actor that is meant after `=>` (`=>none`: none that is known).
 *
 * @throws UserError naming the setting that is none
 */
export function settings(texts: readonly string[]): Fields {
  const fields: Record<string, unknown> = {};
  for (const text of texts) {
    const [, field, value] = /^([a-z]+)=([\s\S]*)$/.exec(text) ?? [];
    if (field === undefined || value === undefined) throw new UserError(`--set ${text}: FIELD=VALUE is expected`);
    if (field === 'speaker') {
      const [link] = (fields.attribution ?? []) as { speakers: unknown[] }[];
      fields.attribution = [{ kind: 'indirect', speakers: [...(link?.speakers ?? []), party(value)] }];
    } else if (/^[[{]/.test(value)) fields[field] = json(text, value);
    else if (LISTS.includes(field)) {
      const one = field === 'contexts' ? value : party(value);
      fields[field] = [...((fields[field] ?? []) as unknown[]), ...(value ? [one] : [])];
    } else if (value === '') fields[field] = null;
    else if (field === 'reciprocal') fields[field] = value === 'true' ? true : value === 'false' ? false : value;
    else if (field === 'place') fields[field] = { at: anchor(value) };
    else fields[field] = WORDS.includes(field) ? anchor(value) : value;
  }
  return fields as Fields;
}

function party(text: string): unknown {
  const [, words = text, actor] = /^([\s\S]*?)\s*=>\s*([\s\S]*)$/.exec(text) ?? [];
  return actor === undefined ? { at: anchor(words) } : { at: anchor(words), actor: actor === 'none' ? null : actor };
}

function anchor(text: string): unknown {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  return start === undefined ? text : { start: Number(start), end: Number(end) };
}

function json(setting: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`--set ${setting}: this is no JSON`);
  }
}
