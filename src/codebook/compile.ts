import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { z } from 'zod';
import { UserError } from '../errors.js';
import {
  type ActorEntry,
  actorFile,
  type CueEntry,
  type EventCode,
  eventFile,
  type Kind,
  kindFile,
  lexiconFile,
  type Operator,
  type PlaceEntry,
  type Predicate,
  placeFile,
  type Question,
  questionFile,
} from './schema.js';

/** An event type as the codebook has it. */
export interface EventType {
  type: string;
  about: string;
  example: string;
  modes: Record<string, string>;
}

/** A code with the type that it belongs to and the CAMEO code it is exported as. */
export type CompiledCode = EventCode & { type: string; cameo: string };

/** All data files of a codebook, checked and joined: plain JSON that runs anywhere. */
export interface Codebook {
  /** Hash of everything below: two codebooks with the same version code alike. */
  version: string;
  types: Record<string, EventType>;
  codes: Record<string, CompiledCode>;
  predicates: Predicate[];
  light: string[];
  cues: { verbs: CueEntry[]; nouns: string[]; prepositions: string[]; adverbs: string[] };
  operators: Operator[];
  background: string[];
  bygone: { past: string[]; perfect: string[] };
  irregular: Record<string, string[]>;
  actors: (ActorEntry & { id: string })[];
  sectors: Record<string, string[]>;
  groups: string[];
  roles: { diplomat: string[]; military: string[] };
  phrases: {
    quantities: string[];
    sides: string[];
    states: string[];
    bodies: string[];
    same: Record<string, string>;
    titles: { woman: string[]; man: string[] };
  };
  places: PlaceEntry[];
  /** How places are named: nouns beside their names, and names that are none. */
  placing: { nouns: string[]; never: string[] };
  kinds: Record<string, Kind>;
  questions: Record<string, Question>;
}

/** One data file: its path for messages, the folder that decides its schema, and what it holds. */
export interface CodebookFile {
  path: string;
  folder: string;
  data: unknown;
}

/** The folders of a codebook. */
export const FOLDERS = ['events', 'actors', 'lexicon', 'places', 'kinds', 'questions'] as const;

/**
 * Checks the files against their schemas and each other and joins them. A later file's event type, actor, predicate,
 * kind or question takes the place of an earlier one with the same id; lists of words add up.
 *
 * @throws UserError with a line for every fault: file, field, and what was expected
 */
export function compileCodebook(files: readonly CodebookFile[]): Codebook {
  const faults: string[] = [];
  const types: Codebook['types'] = {};
  const codes: Codebook['codes'] = {};
  const predicates = new Map<string, Predicate & { path: string }>();
  const actors = new Map<string, ActorEntry & { id: string }>();
  const joined = {
    light: [] as string[],
    cues: { verbs: [] as CueEntry[], nouns: [] as string[], prepositions: [] as string[], adverbs: [] as string[] },
    operators: [] as Operator[],
    background: [] as string[],
    bygone: { past: [] as string[], perfect: [] as string[] },
    irregular: {} as Record<string, string[]>,
    sectors: {} as Record<string, string[]>,
    groups: [] as string[],
    roles: { diplomat: [] as string[], military: [] as string[] },
    phrases: {
      quantities: [] as string[],
      sides: [] as string[],
      states: [] as string[],
      bodies: [] as string[],
      same: {} as Record<string, string>,
      titles: { woman: [] as string[], man: [] as string[] },
    },
    places: [] as PlaceEntry[],
    placing: { nouns: [] as string[], never: [] as string[] },
  };
  const ids = new Map<string, { path: string; ids: NonNullable<ActorEntry['ids']> }>();
  const kinds: Codebook['kinds'] = {};
  const questions: Codebook['questions'] = {};

  function checked<S extends z.ZodType>(schema: S, { path, data }: CodebookFile): z.output<S> | undefined {
    const result = schema.safeParse(data);
    if (result.success) return result.data;
    for (const issue of result.error.issues)
      faults.push(`${path}: ${issue.path.join('.') || 'file'}: ${issue.message}`);
    return undefined;
  }

  for (const file of files) {
    if (file.folder === 'events') {
      const entry = checked(eventFile, file);
      if (!entry) continue;
      const { codes: own, ...type } = entry;
      types[type.type] = type;
      for (const [code, value] of Object.entries(own)) {
        const cameo = value.cameo ?? code;
        if (!/^\d{2,4}$/.test(cameo))
          faults.push(`${file.path}: codes.${code}.cameo: expected a CAMEO code for exports`);
        if (value.mode && !(value.mode in type.modes))
          faults.push(`${file.path}: codes.${code}.mode: "${value.mode}" is not one of this type's modes`);
        codes[code] = { ...value, type: type.type, cameo };
      }
    } else if (file.folder === 'lexicon') {
      const entry = checked(lexiconFile, file);
      if (!entry) continue;
      for (const p of entry.predicates ?? []) {
        if (!p.verbs && !p.nouns && !p.light && !p.adjectives && !p.negated && !p.future)
          faults.push(`${file.path}: predicates.${p.id}: expected verbs, nouns, light or adjectives`);
        predicates.set(p.id, { ...p, path: file.path });
      }
      joined.light.push(...(entry.light ?? []));
      joined.cues.verbs.push(...(entry.cues?.verbs ?? []));
      joined.cues.nouns.push(...(entry.cues?.nouns ?? []));
      joined.cues.prepositions.push(...(entry.cues?.prepositions ?? []));
      joined.cues.adverbs.push(...(entry.cues?.adverbs ?? []));
      joined.operators.push(...(entry.operators ?? []));
      joined.background.push(...(entry.background ?? []));
      joined.bygone.past.push(...(entry.bygone?.past ?? []));
      joined.bygone.perfect.push(...(entry.bygone?.perfect ?? []));
      Object.assign(joined.irregular, entry.irregular);
    } else if (file.folder === 'actors') {
      const entry = checked(actorFile, file);
      if (!entry) continue;
      for (const a of entry.actors ?? []) actors.set(a.id ?? a.code, { ...a, id: a.id ?? a.code });
      for (const [sector, nouns] of Object.entries(entry.sectors ?? {}))
        joined.sectors[sector] = [...(joined.sectors[sector] ?? []), ...nouns];
      for (const [id, known] of Object.entries(entry.ids ?? {})) ids.set(id, { path: file.path, ids: known });
      joined.groups.push(...(entry.groups ?? []));
      joined.roles.diplomat.push(...(entry.roles?.diplomat ?? []));
      joined.roles.military.push(...(entry.roles?.military ?? []));
      const { titles, same, ...lists } = entry.phrases ?? {};
      for (const list of ['quantities', 'sides', 'states', 'bodies'] as const)
        joined.phrases[list].push(...(lists[list] ?? []));
      Object.assign(joined.phrases.same, same);
      joined.phrases.titles.woman.push(...(titles?.woman ?? []));
      joined.phrases.titles.man.push(...(titles?.man ?? []));
    } else if (file.folder === 'places') {
      // A user's places are laid over ours: theirs are looked at first.
      const entry = checked(placeFile, file);
      joined.places.unshift(...(entry?.places ?? []));
      joined.placing.nouns.push(...(entry?.nouns ?? []));
      joined.placing.never.push(...(entry?.never ?? []));
    } else if (file.folder === 'kinds') {
      const entry = checked(kindFile, file);
      if (entry) kinds[entry.id] = entry;
    } else if (file.folder === 'questions') {
      const entry = checked(questionFile, file);
      if (entry) questions[entry.id] = entry;
    } else faults.push(`${file.path}: expected to be in one of the folders ${FOLDERS.join(', ')}`);
  }

  for (const { id, held } of actors.values())
    for (const { of } of held ?? [])
      if (of !== undefined && !actors.has(of)) faults.push(`actors.${id}: held: of: no actor has the id "${of}"`);
  for (const [id, { path, ids: known }] of ids) {
    const named = actors.get(id);
    if (named) actors.set(id, { ...named, ids: { ...known, ...named.ids } });
    else faults.push(`${path}: ids.${id}: no actor has this id`);
  }
  for (const p of predicates.values()) {
    if (p.otherwise !== undefined && !predicates.has(p.otherwise))
      faults.push(`${p.path}: predicates.${p.id}: otherwise: no predicate "${p.otherwise}"`);
    if (p.refused !== undefined && !predicates.has(p.refused))
      faults.push(`${p.path}: predicates.${p.id}: refused: no predicate "${p.refused}"`);
    for (const code of [p.code, ...Object.values(p.inner ?? {})])
      if (!codes[code]) faults.push(`${p.path}: predicates.${p.id}: no event type has the code "${code}"`);
  }
  for (const kind of Object.values(kinds))
    for (const [stance, entry] of Object.entries(kind.stances)) {
      const where = `kinds/${kind.id}: stances.${stance}`;
      for (const acts of [entry, ...(entry.topical ? [entry.topical] : [])]) {
        for (const id of acts.predicates) if (!predicates.has(id)) faults.push(`${where}: no predicate "${id}"`);
        for (const code of acts.codes) if (!codes[code]) faults.push(`${where}: no event type has the code "${code}"`);
        for (const type of acts.types) if (!types[type]) faults.push(`${where}: no event type "${type}"`);
      }
      if (entry.negated !== undefined && !kind.stances[entry.negated])
        faults.push(`${where}: negated: no stance "${entry.negated}"`);
    }
  for (const q of Object.values(questions))
    if (!kinds[q.kind]) faults.push(`questions/${q.id}: kind: no kind "${q.kind}" (${Object.keys(kinds).join(', ')})`);
  if (faults.length) throw new UserError(`the codebook has ${faults.length} faults:\n  ${faults.join('\n  ')}`);

  const content = {
    types,
    codes,
    predicates: [...predicates.values()].map(({ path: _, ...p }) => p),
    ...joined,
    actors: [...actors.values()],
    kinds,
    questions,
  };
  const version = bytesToHex(sha256(utf8ToBytes(JSON.stringify(content)))).slice(0, 12);
  return { version, ...content };
}
