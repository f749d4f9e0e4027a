/** "By" in the languages of the press, before a colon. */
const LABELLED =
  /^(?:by|von|par|por|di|da|door|av|af|от|text|текст|autor(?:a|es)?|auteurs?|autore|autori|authors?|автор|автори|авторы|yazan)\s*[:：]\s*/iu;
const PLAIN = /^(?:[Bb]y|BY|[Pp]ar|[Pp]or|[Dd]oor|[Aa]v|[Aa]f|[Оо]т|[Aa]utor|[Aa]uteur|[Aa]uthor|Автор)\s+(?=\p{L})/u;
/** These begin names as well ("Di Maio"): they are "by" only before a whole name. */
const AMBIGUOUS = /^(?:[Vv]on|VON|[Dd]i|[Dd]a)\s+(?=\p{Lu}\S*\s+\p{Lu})/u;

const NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*`;
const NAMES = new RegExp(
  `^${NAME}(?:,? (?:(?:and|y|et|und|e|и|і|en|och|og|&|de|la|las|van|von|der|al|di|da) ){0,3}${NAME}){0,9}$`,
  'u',
);

/** A byline without its "By". */
export function withoutBy(line: string): string {
  return line.replace(LABELLED, '').replace(PLAIN, '').replace(AMBIGUOUS, '');
}

/** The names in a line that is nothing but a byline ("By Ana Vel and Iosif Torr"); undefined for any other line. */
export function bylineIn(line: string): string | undefined {
  const names = line.length > 160 ? line : withoutBy(line);
  return names !== line && NAMES.test(names) ? names : undefined;
}
