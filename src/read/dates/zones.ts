/** Minutes east of Greenwich of the zone names that the press uses and that mean one thing. */
const FIXED: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  TRT: 180,
  PKT: 300,
  WIB: 420,
  HKT: 480,
  SGT: 480,
  AWST: 480,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  HST: -600,
  BRT: -180,
  ART: -180,
};

/** Zone names whose offset depends on the day. */
const BY_DAY: Readonly<Record<string, string>> = {
  ET: 'America/New_York',
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
};

/** What a zone may look like behind a time; its one group is handed to `offsetOf`. */
export const ZONE = String.raw`(Z\b|(?:UTC|GMT)\s?[+\-−]\s?\d{1,2}(?::?\d{2})?|[+\-−]\d{2}:?\d{2}\b|[A-Z]{2,4}\b)`;

/**
 * ISO offset ("Z", "+03:00") that `zone` states, or undefined where it is no zone or means several (CST, IST).
 * `day` (ISO) settles names such as "ET".
 */
export function offsetOf(zone: string, day: string): string | undefined {
  const numeric = /^(?:UTC|GMT)?\s?([+\-−])\s?(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return minutes > 14 * 60 ? undefined : iso(numeric[1] === '+' ? minutes : -minutes);
  }
  const fixed = Object.hasOwn(FIXED, zone) ? FIXED[zone] : undefined;
  if (fixed !== undefined) return iso(fixed);
  const place = Object.hasOwn(BY_DAY, zone) ? BY_DAY[zone] : undefined;
  if (place === undefined) return undefined;
  const name = new Intl.DateTimeFormat('en', { timeZone: place, timeZoneName: 'longOffset' })
    .formatToParts(Date.parse(`${day}T12:00:00Z`))
    .find(({ type }) => type === 'timeZoneName')?.value;
  return name === undefined ? undefined : offsetOf(name, day);
}

function iso(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
