/**
 * Words of four letters and more, in lower case, that a text shortens with a period after a capital ("Sept. 5", "Capt. Lee"). After any
 * other such word the period is a mark of its own: names that a net has not met look like these ("Kyiv.", "Lviv.").
 */
export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  `ariz assn assoc asst attn bldg blvd brig bros calif capt cmdr colo comm conf conn corp dept engr figs gens govs hosp hwys
  incl insp inst intl lieut ltda mass messrs mgmt mich minn miss mlle mmes mont natl nebr okla para penn pres proc prof
  profs prop rear refs reps rept revs secs sect sens sept serv sess spec supp supt tech tenn thur thurs tues univ vols wash weds`.split(
    /\s+/,
  ),
);
