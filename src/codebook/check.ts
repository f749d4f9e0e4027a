import { type Fault, faultOf } from './file.js';
import type { Content, Origins } from './join.js';
import type { Kind } from './schema/index.js';

/** What entries name that is not there: a fault, or of a question's subject a doubt, since its terms may do without. */
export function checkReferences(content: Content, origins: Origins): { faults: Fault[]; doubts: Fault[] } {
  const faults: Fault[] = [];
  const doubts: Fault[] = [];
  const tell =
    (into: Fault[], sort: keyof Origins, id: string) =>
    (field: readonly PropertyKey[], reason: string): void => {
      const { file, at } = origins[sort].get(id)!;
      // Kinds and questions are files of their own.
      into.push(faultOf(file, [...(sort === 'kinds' || sort === 'questions' ? [] : at), ...field], reason));
    };
  const { codes, types, kinds, questions } = content;
  const predicates = new Set(content.predicates.map(({ id }) => id));
  const actors = new Set(content.actors.map(({ id }) => id));

  for (const { id, held = [] } of content.actors)
    for (const [i, { of }] of held.entries())
      if (of !== undefined && !actors.has(of))
        tell(faults, 'actors', id)(['held', i, 'of'], `no actor has the id "${of}"`);
  for (const id of origins.ids.keys()) if (!actors.has(id)) tell(faults, 'ids', id)([], `no actor has the id "${id}"`);

  for (const p of content.predicates) {
    const fault = tell(faults, 'predicates', p.id);
    for (const field of ['otherwise', 'refused'] as const) {
      const other = p[field];
      if (other !== undefined && !predicates.has(other)) fault([field], `no predicate has the id "${other}"`);
    }
    if (!codes[p.code]) fault(['code'], `no event type has the code "${p.code}"`);
    for (const [inner, code] of Object.entries(p.inner ?? {}))
      if (!codes[code]) fault(['inner', inner], `no event type has the code "${code}"`);
  }

  const acts = (of: Kind['stances'][string]) => [
    { entry: of, way: [] },
    ...(of.topical ? [{ entry: of.topical, way: ['topical'] }] : []),
  ];
  for (const kind of Object.values(kinds))
    for (const [stance, entry] of Object.entries(kind.stances)) {
      const fault = tell(faults, 'kinds', kind.id);
      for (const { entry: named, way } of acts(entry)) {
        const at = ['stances', stance, ...way];
        for (const [i, id] of named.predicates.entries())
          if (!predicates.has(id)) fault([...at, 'predicates', i], `no predicate has the id "${id}"`);
        for (const [i, code] of named.codes.entries())
          if (!codes[code]) fault([...at, 'codes', i], `no event type has the code "${code}"`);
        for (const [i, type] of named.types.entries())
          if (!types[type]) fault([...at, 'types', i], `no event type is called "${type}"`);
      }
      if (entry.negated !== undefined && !kind.stances[entry.negated])
        fault(['stances', stance, 'negated'], `no stance is called "${entry.negated}"`);
    }

  const known = namesOf(content);
  for (const question of Object.values(questions)) {
    if (!kinds[question.kind])
      tell(
        faults,
        'questions',
        question.id,
      )(['kind'], `no kind is called "${question.kind}" (${Object.keys(kinds).join(', ')})`);
    for (const [i, subject] of question.subjects.entries())
      if (!known.has(subject.toLowerCase()))
        tell(doubts, 'questions', question.id)(['subjects', i], `no actor or place is called "${subject}"`);
  }
  return { faults, doubts };
}

/** By what a question can name its subjects: ids, codes and names of actors and places, in lower case. */
function namesOf({ actors, places }: Content): Set<string> {
  return new Set(
    [
      ...actors.flatMap(({ id, code, name, aliases }) => [id, code, name, ...aliases]),
      ...places.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
    ].map((name) => name.toLowerCase()),
  );
}
