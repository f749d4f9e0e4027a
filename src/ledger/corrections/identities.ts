import { type ExpressionBuilder, type ExpressionWrapper, expressionBuilder, type SqlBool } from 'kysely';
import type { Actor, Claim, Speaker } from '../../types.js';
import { canonicalJson } from '../canonical.js';
import { contentOf } from '../packing.js';
import type { Database, Tables } from '../schema.js';
import { columnText, fold } from '../text.js';
import type { IdentityContent } from './content.js';

/** Where a mention stands. */
interface Mention {
  name: string;
  document: string;
  claim: string;
}

type OnParticipant = ExpressionBuilder<Tables, 'participants'>;
type Expression = ExpressionWrapper<Tables, 'participants', SqlBool>;
type Condition = Expression | boolean;

/** The merges and splits of actors in force: who is meant by whom. */
export class Identities {
  /** In the order in which they were made. */
  readonly #rules: readonly IdentityContent[];

  constructor(rules: readonly IdentityContent[]) {
    this.#rules = rules;
  }

  /** Whether nothing is merged or split. */
  get isEmpty(): boolean {
    return !this.#rules.length;
  }

  /** Those of an id, code or name that others were merged into or that mentions were split off to. */
  targets(name: string): Actor[] {
    const words = fold(name);
    return this.#rules
      .map(({ into }) => into)
      .filter((actor) => actor.id === name || actor.code === name || fold(actor.name) === words);
  }

  /** Who is meant by words (folded) that name nobody by themselves. */
  named(words: string): Actor | undefined {
    return this.#meant(undefined, { name: words, document: '', claim: '' });
  }

  /** Actors and words (folded) of which other rules hold than of an earlier or later time. */
  changed(other: Identities): { actors: string[]; names: string[] } {
    const key = (rule: IdentityContent) => canonicalJson(rule);
    const [own, others] = [new Set(this.#rules.map(key)), new Set(other.#rules.map(key))];
    const rules = [
      ...this.#rules.filter((rule) => !others.has(key(rule))),
      ...other.#rules.filter((rule) => !own.has(key(rule))),
    ];
    const ids = rules.flatMap(({ actor }) => actor ?? []);
    const actors = [...this.namedAs(ids), ...other.namedAs(ids)];
    return { actors: [...new Set(actors)], names: rules.flatMap(({ name }) => name ?? []) };
  }

  /** Whether one actor is, always or in part, another by what was said before. */
  leads(from: string, to: string): boolean {
    return from === to || this.#of(from).some(({ into }) => this.leads(into.id, to));
  }

  /** A claim with the actors that are meant. */
  applied<C extends Claim & { document: string }>(claim: C): C {
    if (this.isEmpty) return claim;
    const party = <P extends Speaker>(one: P): P => {
      const mention = { name: fold(one.text), document: claim.document, claim: claim.id };
      const actor = this.#meant(one.actor, mention);
      return actor === one.actor ? one : { ...one, actor };
    };
    return {
      ...claim,
      source: claim.source.map(party),
      target: claim.target.map(party),
      attribution: claim.attribution.map((link) => ({ ...link, speakers: link.speakers.map(party) })),
    };
  }

  /** The id of whoever is meant by a mention (its words folded) that names an actor, or none that is known. */
  meantBy(actor: string | null, mention: Mention): string | undefined {
    const named = actor === null ? undefined : { id: actor, name: '', code: '', sectors: [] };
    return this.#meant(named, mention)?.id;
  }

  /** Whom an actor is taken for: the one that it was merged into, or itself. */
  takenFor(id: string): string {
    const merged = this.#of(id).findLast((rule) => !isPartial(rule));
    return merged ? this.takenFor(merged.into.id) : id;
  }

  /** The ids by which claims may name one of these actors. */
  namedAs(actors: readonly string[]): string[] {
    const earlier = this.#rules.flatMap(({ actor }) => actor ?? []);
    return [...new Set([...actors, ...earlier.filter((one) => actors.some((actor) => this.leads(one, actor)))])];
  }

  /**
   * Of participants, any of: that one of these actors is meant, or that these words name somebody who is not known.
   *
   * @param actors ids
   * @param words folded
   */
  conditions(actors: readonly string[], words: string): Expression[] {
    const eb: OnParticipant = expressionBuilder<Tables, 'participants'>();
    const wanted = new Set(actors);
    const always: string[] = [];
    const all: Expression[] = [];
    for (const id of this.namedAs(actors)) {
      const is = this.#becomes(eb, id, wanted);
      if (is === true) always.push(id);
      else if (is !== false) all.push(eb.and([eb('participants.actor', '=', id), is]));
    }
    if (always.length) all.push(eb('participants.actor', 'in', always));
    const merged = new Map(this.#rules.flatMap(({ name, into }) => (name === undefined ? [] : [[name, into.id]])));
    const names = [...merged].filter(([, into]) => this.#becomes(eb, into, wanted) === true).map(([name]) => name);
    if (!merged.has(words)) names.push(words);
    all.push(eb.and([eb('participants.actor', 'is', null), eb('participants.name', 'in', [...names, '']) as never]));
    return all;
  }

  #of(actor: string): IdentityContent[] {
    return this.#rules.filter((rule) => rule.actor === actor);
  }

  #meant(actor: Actor | undefined, mention: Mention): Actor | undefined {
    const rule = this.#rules.findLast((one) =>
      actor ? one.actor === columnText(actor.id) && isOf(one, mention) : one.name === mention.name,
    );
    return rule ? this.#meant(rule.into, mention) : actor;
  }

  /** When a mention of an actor means one of those that are wanted. */
  #becomes(eb: OnParticipant, actor: string, wanted: ReadonlySet<string>): Condition {
    let condition: Condition = wanted.has(actor);
    for (const rule of this.#of(actor)) {
      const then = this.#becomes(eb, rule.into.id, wanted);
      if (!isPartial(rule)) condition = then;
      else if (then !== condition) condition = either(eb, mentioned(eb, rule), then, condition);
    }
    return condition;
  }
}

/** The merges and splits in force now, or before an instant. */
export async function loadIdentities(db: Database, before?: string): Promise<Identities> {
  const rows = await db
    .selectFrom('identities')
    .innerJoin('entries', 'entries.sequence', 'identities.sequence')
    .select('entries.content')
    .$if(before === undefined, (query) => query.where('identities.ended', 'is', null))
    .$if(before !== undefined, (query) =>
      query
        .where('identities.recorded', '<', before ?? '')
        .where((eb) => eb.or([eb('identities.ended', 'is', null), eb('identities.ended', '>=', before ?? '')])),
    )
    .orderBy('identities.sequence')
    .execute();
  return new Identities(rows.map(({ content }) => contentOf<IdentityContent>(content)));
}

function isPartial({ names, documents, claims }: IdentityContent): boolean {
  return Boolean(names ?? documents ?? claims);
}

function isOf({ names, documents, claims }: IdentityContent, mention: Mention): boolean {
  return (
    (!names || names.includes(mention.name)) &&
    (!documents || documents.includes(mention.document)) &&
    (!claims || claims.includes(mention.claim))
  );
}

/** That a participant's mention is one of those that a split is about. */
function mentioned(eb: OnParticipant, { names, documents, claims }: IdentityContent) {
  const claim = eb
    .selectFrom('claims')
    .select('claims.sequence')
    .$if(documents !== undefined, (query) => query.where('claims.document', 'in', documents ?? []))
    .$if(claims !== undefined, (query) => query.where('claims.id', 'in', claims ?? []));
  return eb.and([
    ...(names ? [eb('participants.name', 'in', names)] : []),
    ...(documents || claims ? [eb('participants.claim', 'in', claim)] : []),
  ]);
}

function either(
  eb: OnParticipant,
  test: ExpressionWrapper<Tables, 'participants', SqlBool>,
  then: Condition,
  otherwise: Condition,
): Condition {
  const sides = [
    then === false ? undefined : then === true ? test : eb.and([test, then]),
    otherwise === false ? undefined : otherwise === true ? eb.not(test) : eb.and([eb.not(test), otherwise]),
  ].filter((one) => one !== undefined);
  return eb.or(sides);
}
