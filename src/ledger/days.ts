/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a longer ISO 8601 time. */
const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|T)/;

/** The first day of an ISO 8601 time at its precision ("2022-10" gives "2022-10-01"); undefined for anything else. */
export function firstDay(iso: string | undefined): string | undefined {
  const parts = iso === undefined ? null : ISO.exec(iso);
  return parts ? `${parts[1]}-${parts[2] ?? '01'}-${parts[3] ?? '01'}` : undefined;
}

/** The last day of an ISO 8601 time at its precision ("2022-02" gives "2022-02-28"); undefined for anything else. */
export function lastDay(iso: string | undefined): string | undefined {
  const parts = iso === undefined ? null : ISO.exec(iso);
  if (!parts) return undefined;
  const [, year, month = '12', day] = parts;
  return `${year}-${month}-${day ?? daysIn(Number(year), Number(month))}`;
}

function daysIn(year: number, month: number): string {
  return String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0');
}

/**
 * The instant of an ISO 8601 time, in UTC with milliseconds; a time without a zone is taken as UTC, since nothing
 * better is known. Undefined where there is none.
 */
export function instant(iso: string | undefined): string | undefined {
  if (iso === undefined) return undefined;
  const zoned = !iso.includes('T') || /(?:Z|[+-]\d{2}:?\d{2})$/.test(iso);
  const time = Date.parse(zoned ? iso : `${iso}Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Days that a claim's time may take and not be a long one: any month. */
const SHORT = 31;

/**
 * Whether a time is a long one. What holds for long is rare and looked for apart, so that all else that falls in a
 * period lies together in an index: it starts in it or not long before (`earliestStart`).
 */
export function isLasting(starts: string | null, ends: string | null): boolean {
  return starts !== null && ends !== null && (Date.parse(ends) - Date.parse(starts)) / 86_400_000 >= SHORT;
}

/** The first day on which what is not lasting can have started, to be there still on `day`. */
export function earliestStart(day: string): string {
  const time = Date.parse(day) - (SHORT - 1) * 86_400_000;
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);
}

/** A day as a number: days since 1970-01-01; undefined for what is none. */
export function dayNumber(day: string | null | undefined): number | undefined {
  const time = Date.parse(day ?? '');
  return Number.isNaN(time) ? undefined : Math.floor(time / 86_400_000);
}
