/** A day as GDELT writes it, `YYYYMMDD`; '' where there is none. */
export function compactDay(iso: string | undefined): string {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso ?? '') ?? [];
  return year === undefined ? '' : `${year}${month}${day}`;
}

/** A time as GDELT writes it, `YYYYMMDDHHMMSS`, zeros where it is not known. */
export function compactTime(iso: string | undefined): string {
  const day = compactDay(iso);
  const [, hour = '00', minute = '00', second = '00'] = /T(\d{2}):(\d{2})(?::(\d{2}))?/.exec(iso ?? '') ?? [];
  return day && `${day}${hour}${minute}${second}`;
}
