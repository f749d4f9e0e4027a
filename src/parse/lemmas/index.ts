import { UserError } from '../../errors.js';
import { UPOS } from '../inventory.js';
import type { Model } from '../model.js';

/** The section "lemmas" of the model. */
export interface LemmaRules {
  /** Edit scripts: "l3:y" cuts three units off the form in lower case and adds "y"; with "k" the case is kept. */
  readonly scripts: readonly string[];
  /** By tag, or tag and features: by a form's ending in lower case, or "^" and the whole form, the script's number. */
  readonly rules: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The lemmatizer's rules in the model. @throws UserError where the model lacks them */
export function lemmaRules(model: Model): LemmaRules {
  const rules = model.json('lemmas') as Partial<LemmaRules>;
  if (!Array.isArray(rules.scripts) || typeof rules.rules !== 'object')
    throw new UserError('the reading model is damaged: its section "lemmas" lacks "scripts" or "rules"');
  return rules as LemmaRules;
}

/** Units of the longest ending in the rules. */
const LONGEST = 6;
/** Of a longer form only the end is looked at: no word is so long, and a hostile one costs no more. */
const LONGEST_FORM = 200;
const FEATURES = /(?:Degree|Number|Tense|VerbForm)=\w+/g;

interface Script {
  keepsCase: boolean;
  cut: number;
  add: string;
}

type Table = ReadonlyMap<string, number>;

/** Finds lemmas by edit scripts that the treebanks taught: by the whole form, else by its longest known ending, under the word's tag. */
export class Lemmatizer {
  readonly #scripts: readonly Script[];
  readonly #rules: ReadonlyMap<string, Table>;
  /** For each tag, by feature bundle: the rules to look in, the closer first. */
  readonly #tables: Map<string, readonly Table[]>[] = UPOS.map(() => new Map());

  constructor({ scripts, rules }: LemmaRules) {
    this.#scripts = scripts.map((script) => {
      const colon = script.indexOf(':');
      return { keepsCase: script.startsWith('k'), cut: Number(script.slice(1, colon)), add: script.slice(colon + 1) };
    });
    this.#rules = new Map(Object.entries(rules).map(([key, table]) => [key, new Map(Object.entries(table))]));
  }

  /**
   * The lemma of a word form.
   *
   * @param upos index into `UPOS`
   * @param feats features in CoNLL-U form
   */
  lemma(form: string, upos: number, feats: string): string {
    const lower = form.toLowerCase();
    const script = this.#script(lower, this.#tablesOf(upos, feats));
    if (script === undefined) return lower;
    const base = script.keepsCase ? form : lower;
    return base.slice(0, Math.max(0, base.length - script.cut)) + script.add;
  }

  #script(lower: string, tables: readonly Table[]): Script | undefined {
    const find = (ending: string): Script | undefined => {
      for (const table of tables) {
        const number = table.get(ending);
        if (number !== undefined) return this.#scripts[number];
      }
      return undefined;
    };
    const whole = lower.length <= LONGEST_FORM ? find(`^${lower}`) : undefined;
    if (whole !== undefined) return whole;
    for (let at = Math.max(0, lower.length - LONGEST); at <= lower.length; at++) {
      const script = find(lower.slice(at));
      if (script !== undefined) return script;
    }
    return undefined;
  }

  #tablesOf(upos: number, feats: string): readonly Table[] {
    const met = this.#tables[upos];
    const known = met?.get(feats);
    if (known !== undefined) return known;
    const tag = UPOS[upos] ?? 'X';
    const keys = [`${tag} ${(feats.match(FEATURES) ?? []).join('|')}`, tag];
    const tables = keys.flatMap((key) => this.#rules.get(key) ?? []);
    met?.set(feats, tables);
    return tables;
  }
}
