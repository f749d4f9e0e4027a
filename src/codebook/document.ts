import type { Codebook } from './compile.js';
import type { Predicate } from './schema/index.js';

/**
 * The codebook as a page for people: each event type with its modes, codes, and the entries by which it is recognised.
 *
 * @returns Markdown, made of the data files only
 */
export function documentCodebook({ types, codes, predicates, kinds, questions }: Codebook): string {
  const lines = [
    '# The codebook',
    '',
    'Made from the files in `codebook/` by `scripts/document-codebook.mjs`; do not edit it by hand. In the examples {braces} mark',
    'the source, [brackets] the target, and *asterisks* the words that name the event. The states in them are invented.',
    '',
    'Event types, modes and contexts are those of PLOVER, the codes those of CAMEO, and the crosswalk between them is that of',
    'the Open Event Data Alliance (CC BY-SA 4.0). Quad classes and Goldstein scores are CAMEO’s as GDELT publishes them.',
    'ABSTAIN and NEUTRAL are ours. Definitions and examples are ours.',
  ];
  for (const type of Object.values(types)) {
    const own = Object.entries(codes).filter(([, c]) => c.type === type.type);
    lines.push('', `## ${type.type}`, '', `An actor ${type.about}`, '', `Example: ${type.example}`);
    if (Object.keys(type.modes).length) {
      lines.push('', '| mode | meaning |', '| --- | --- |');
      for (const [mode, about] of Object.entries(type.modes)) lines.push(`| ${mode} | ${about} |`);
    }
    lines.push('', '| code | mode | contexts | quad | Goldstein |', '| --- | --- | --- | --- | --- |');
    for (const [code, { mode, contexts, quad, goldstein }] of own.sort(([a], [b]) => a.localeCompare(b)))
      lines.push(`| ${code} | ${mode ?? ''} | ${contexts.join(', ')} | ${quad} | ${goldstein} |`);
    const entries = predicates.filter((p) => codes[p.code]?.type === type.type);
    if (!entries.length) continue;
    lines.push('', '| entry | code | means | recognised by | example |', '| --- | --- | --- | --- | --- |');
    for (const p of entries) lines.push(`| ${p.id} | ${p.code} | ${p.about} | ${recognisedBy(p)} | ${p.example} |`);
  }
  lines.push('', '# Stances', '');
  for (const kind of Object.values(kinds)) {
    lines.push('', `## ${kind.label} (\`${kind.id}\`)`, '', kind.about, '', '| stance | the actor |', '| --- | --- |');
    for (const [stance, { about }] of Object.entries(kind.stances)) lines.push(`| ${stance} | ${about} |`);
  }
  lines.push('', '# Questions that ship', '', '| question | kind | about |', '| --- | --- | --- |');
  for (const q of Object.values(questions)) lines.push(`| ${q.label} (\`${q.id}\`) | ${q.kind} | ${q.about} |`);
  return `${lines.join('\n')}\n`;
}

/** The words and conditions of an entry in one cell. */
function recognisedBy({
  verbs,
  nouns,
  light,
  adjectives,
  complement,
  objects,
  except,
  unless,
  denied,
  otherwise,
  needs,
  negated,
  future,
  target,
}: Predicate): string {
  const parts = [
    verbs && `verbs: ${verbs.join(', ')}`,
    light && `${light.verbs.join(', ')} + ${light.preposition ? `${light.preposition} ` : ''}${light.nouns.join(', ')}`,
    nouns && `nouns: ${nouns.join(', ')}`,
    adjectives && `adjectives: ${adjectives.join(', ')}`,
    negated && '“will not” and any verb that the entry lists',
    future && '“will” and any verb that the entry lists',
    complement === 'infinitive' && 'with an infinitive',
    complement === 'obligation' && 'with “that … must”',
    objects && `only with: ${objects.join(', ')}`,
    except && `not with: ${except.join(', ')}`,
    unless && `not with: ${unless.map((what) => `a${what === 'infinitive' ? 'n' : ''} ${what}`).join(', ')}`,
    denied && 'only where denied',
    needs && `needs: ${needs}`,
    otherwise && `else: ${otherwise}`,
    `target: ${(target ?? ['object']).join(', ')}`,
  ];
  return parts.filter(Boolean).join('; ').replaceAll('|', '\\|');
}
