import type { z } from 'zod';
import type { Codebook } from './compile.js';
import { type CodebookFile, type Fault, FOLDERS, faultOf } from './file.js';
import { actorFile, eventFile, kindFile, lexiconFile, placeFile, questionFile } from './schema/index.js';

/** What a compiled codebook holds beside its version. */
export type Content = Omit<Codebook, 'version'>;

/** Where an entry stands: its file, and the way to it. */
export interface Origin {
  file: CodebookFile;
  at: readonly PropertyKey[];
}

/** Where the entries that others name by id stand, by their ids. */
export interface Origins {
  types: Map<string, Origin>;
  codes: Map<string, Origin>;
  predicates: Map<string, Origin>;
  actors: Map<string, Origin>;
  kinds: Map<string, Origin>;
  questions: Map<string, Origin>;
  /** Identifiers that stand apart from their actors. */
  ids: Map<string, Origin>;
}

/** Joins files that hold to their schemas; those that do not are left out, and their faults told. */
export function joinFiles(files: readonly CodebookFile[]): { content: Content; origins: Origins; faults: Fault[] } {
  const join = new Join();
  for (const file of files) join.add(file);
  return { content: join.content(), origins: join.origins, faults: join.faults };
}

class Join {
  readonly faults: Fault[] = [];
  readonly origins: Origins = {
    types: new Map(),
    codes: new Map(),
    predicates: new Map(),
    actors: new Map(),
    kinds: new Map(),
    questions: new Map(),
    ids: new Map(),
  };
  readonly #types: Content['types'] = {};
  readonly #codes: Content['codes'] = {};
  readonly #predicates = new Map<string, Content['predicates'][number]>();
  readonly #actors = new Map<string, Content['actors'][number]>();
  readonly #ids = new Map<string, NonNullable<Content['actors'][number]['ids']>>();
  readonly #kinds: Content['kinds'] = {};
  readonly #questions: Content['questions'] = {};
  readonly #words = {
    light: [] as Content['light'],
    cues: { verbs: [], nouns: [], prepositions: [], adverbs: [] } as Content['cues'],
    operators: [] as Content['operators'],
    background: [] as Content['background'],
    bygone: { past: [], perfect: [] } as Content['bygone'],
    irregular: {} as Content['irregular'],
    deverbal: {} as Content['deverbal'],
    sectors: {} as Content['sectors'],
    groups: [] as Content['groups'],
    roles: { diplomat: [], military: [] } as Content['roles'],
    phrases: {
      quantities: [],
      sides: [],
      states: [],
      bodies: [],
      same: {},
      titles: { woman: [], man: [] },
    } as Content['phrases'],
    places: [] as Content['places'],
    placing: { nouns: [], never: [] } as Content['placing'],
  };

  add(file: CodebookFile): void {
    if (file.folder === 'events') this.#event(file);
    else if (file.folder === 'lexicon') this.#lexicon(file);
    else if (file.folder === 'actors') this.#actorsOf(file);
    else if (file.folder === 'places') this.#placesOf(file);
    else if (file.folder === 'kinds') this.#kind(file);
    else if (file.folder === 'questions') this.#question(file);
    else this.#fault(file, [], `expected to be in one of the folders ${FOLDERS.join(', ')}`);
  }

  content(): Content {
    for (const [id, ids] of this.#ids) {
      const named = this.#actors.get(id);
      if (named) this.#actors.set(id, { ...named, ids: { ...ids, ...named.ids } });
    }
    return {
      types: this.#types,
      codes: this.#codes,
      predicates: [...this.#predicates.values()],
      ...this.#words,
      actors: [...this.#actors.values()],
      kinds: this.#kinds,
      questions: this.#questions,
    };
  }

  #event(file: CodebookFile): void {
    const entry = this.#checked(eventFile, file);
    if (!entry) return;
    const { codes, ...type } = entry;
    this.#note('types', type.type, file, ['type']);
    this.#types[type.type] = type;
    for (const [code, value] of Object.entries(codes)) {
      const cameo = value.cameo ?? code;
      this.#note('codes', code, file, ['codes', code]);
      if (!/^\d{2,4}$/.test(cameo)) this.#fault(file, ['codes', code, 'cameo'], 'expected a CAMEO code for exports');
      if (value.mode && !(value.mode in type.modes))
        this.#fault(file, ['codes', code, 'mode'], `"${value.mode}" is not one of this type's modes`);
      this.#codes[code] = { ...value, type: type.type, cameo };
    }
  }

  #lexicon(file: CodebookFile): void {
    const entry = this.#checked(lexiconFile, file);
    if (!entry) return;
    for (const [i, p] of (entry.predicates ?? []).entries()) {
      this.#note('predicates', p.id, file, ['predicates', i]);
      if (!p.verbs && !p.nouns && !p.light && !p.adjectives && !p.negated && !p.future)
        this.#fault(file, ['predicates', i], `"${p.id}" has no words: expected verbs, nouns, light or adjectives`);
      this.#predicates.set(p.id, p);
    }
    const { light, cues, operators, background, bygone, irregular, deverbal } = this.#words;
    light.push(...(entry.light ?? []));
    cues.verbs.push(...(entry.cues?.verbs ?? []));
    for (const list of ['nouns', 'prepositions', 'adverbs'] as const) cues[list].push(...(entry.cues?.[list] ?? []));
    operators.push(...(entry.operators ?? []));
    background.push(...(entry.background ?? []));
    for (const list of ['past', 'perfect'] as const) bygone[list].push(...(entry.bygone?.[list] ?? []));
    Object.assign(irregular, entry.irregular);
    Object.assign(deverbal, entry.deverbal);
  }

  #actorsOf(file: CodebookFile): void {
    const entry = this.#checked(actorFile, file);
    if (!entry) return;
    for (const [i, actor] of (entry.actors ?? []).entries()) {
      const id = actor.id ?? actor.code;
      this.#note('actors', id, file, ['actors', i]);
      this.#actors.set(id, { ...actor, id });
    }
    for (const [id, known] of Object.entries(entry.ids ?? {})) {
      this.#note('ids', id, file, ['ids', id]);
      this.#ids.set(id, known);
    }
    const { sectors, groups, roles, phrases } = this.#words;
    for (const [sector, nouns] of Object.entries(entry.sectors ?? {}))
      sectors[sector] = [...(sectors[sector] ?? []), ...nouns];
    groups.push(...(entry.groups ?? []));
    for (const list of ['diplomat', 'military'] as const) roles[list].push(...(entry.roles?.[list] ?? []));
    for (const list of ['quantities', 'sides', 'states', 'bodies'] as const)
      phrases[list].push(...(entry.phrases?.[list] ?? []));
    Object.assign(phrases.same, entry.phrases?.same);
    for (const list of ['woman', 'man'] as const) phrases.titles[list].push(...(entry.phrases?.titles?.[list] ?? []));
  }

  #placesOf(file: CodebookFile): void {
    // A user's places are laid over ours: theirs are looked at first.
    const entry = this.#checked(placeFile, file);
    const { places, placing } = this.#words;
    places.unshift(...(entry?.places ?? []));
    for (const list of ['nouns', 'never'] as const) placing[list].push(...(entry?.[list] ?? []));
  }

  #kind(file: CodebookFile): void {
    const entry = this.#checked(kindFile, file);
    if (!entry) return;
    this.#note('kinds', entry.id, file, ['id']);
    this.#kinds[entry.id] = entry;
  }

  #question(file: CodebookFile): void {
    const entry = this.#checked(questionFile, file);
    if (!entry) return;
    this.#note('questions', entry.id, file, ['id']);
    this.#questions[entry.id] = entry;
  }

  #checked<S extends z.ZodType>(schema: S, file: CodebookFile): z.output<S> | undefined {
    const result = schema.safeParse(file.data);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) this.#fault(file, path, message);
    return undefined;
  }

  /** Notes where an entry stands. One of another codebook may be replaced; two in the same are a mistake. */
  #note(sort: keyof Origins, id: string, file: CodebookFile, at: readonly PropertyKey[]): void {
    const before = this.origins[sort].get(id);
    if (before && before.file.root === file.root) {
      const line = before.file.lineOf?.(before.at);
      const where = `${before.file.path}${line === undefined ? '' : `:${line}`}`;
      this.#fault(file, at, `"${id}" stands in ${where} already`);
    }
    this.origins[sort].set(id, { file, at });
  }

  #fault(file: CodebookFile, field: readonly PropertyKey[], reason: string): void {
    this.faults.push(faultOf(file, field, reason));
  }
}
