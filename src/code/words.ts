/** The months' names in lower case, January first. */
export const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** The weekdays' names in lower case, Sunday first. */
export const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

/** Nouns that head adverbials of time and manner, and name no participant. */
export const ADVERBIAL_NOUNS: ReadonlySet<string> = new Set([
  ...MONTHS,
  ...MONTHS.map((m) => `${m.slice(0, 3)}.`),
  ...WEEKDAYS,
  'sept.',
  ...(
    'day week month year today yesterday tomorrow morning noon afternoon evening night midnight weekend hour minute time decade ' +
    'century summer winter spring autumn past future recent eve end deadline percent response order bid addition line part ' +
    'attempt effort move statement case fact return exchange favor favour wake connection retaliation interview protest ground ' +
    'charge suspicion behalf condition view sign basis way'
  ).split(' '),
]);

/** Nouns whose "that" clause is what somebody says. */
export const REPORT_NOUNS = new Set([
  'report',
  'claim',
  'allegation',
  'suggestion',
  'accusation',
  'rumor',
  'rumour',
  'assertion',
  'statement',
  'charge',
]);
