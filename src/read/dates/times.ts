import type { FoundDay } from './days.js';
import { offsetOf, ZONE } from './zones.js';

const HALF = String.raw`([apAP]\.? ?[mM]\.?|μμ|πμ|س|م|ص)`;
const HALF_BEFORE = '(?:(上午|午前|오전|下午|午後|晚上|오후) ?)?';
const LABEL = String.raw`(?:at|um|à|a las|às|as|alle|alle ore|ore|kl\.?|klo|в|о|saat|om|lúc|el)`;
const CLOCK = String.raw`(\d{1,2})(?::|h|時|点|时|시 ?)(\d{2})(?:[:.分](\d{2})(?:[.,]\d{1,9})?)?[分분]?`;
const AFTER = new RegExp(
  String.raw`^(?:T|\.?[\s,|/•·–—\-()]{0,6}(?:${LABEL}[ :]{1,2})?)${HALF_BEFORE}${CLOCK}(?: ?${HALF}(?!\p{L}))?(?: ?(?:Uhr|hrs?|h)\b)?(?: ?\(?${ZONE}\)?)?`,
  'u',
);
const POINTED = new RegExp(
  String.raw`^[\s,|–—-]{0,4}(?:${LABEL}[ :]{1,2})()(\d{1,2})\.(\d{2})()(?: ?${HALF}(?!\p{L}))?(?: ?Uhr\b)?(?: ?\(?${ZONE}\)?)?(?!\d)`,
  'u',
);
const POINTED_HALF = new RegExp(
  String.raw`^[\s,|–—-]{0,4}()(\d{1,2})\.(\d{2})() ?${HALF}(?!\p{L})(?: ?\(?${ZONE}\)?)?`,
  'u',
);
const HOUR = new RegExp(
  String.raw`^[\s,|–—-]{0,4}(?:at )?()(\d{1,2})()() ?(am|pm|AM|PM|a\.m\.|p\.m\.)(?: ?\(?${ZONE}\)?)?`,
  'u',
);
const BEFORE = new RegExp(
  String.raw`(?<![\d:.])()(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?${HALF})?(?: ?(?:Uhr|hrs?|h))?(?: ?\(?${ZONE}\)?)?[\s,|/•·–—-]{1,5}(?:on |el |le |am |den )?(?:\p{L}{2,12}\.?,? )?$`,
  'u',
);

/** How far a time may stand from its day. UTF-16 units. */
const REACH = 48;

/** `day` with the time of day, and the zone if any, that stand right behind or before it; undefined where none does. */
export function timeBeside(clear: string, day: FoundDay): FoundDay | undefined {
  const after = clear.slice(day.end, day.end + REACH);
  const behind = AFTER.exec(after) ?? POINTED.exec(after) ?? POINTED_HALF.exec(after) ?? HOUR.exec(after);
  if (behind) {
    const value = stamp(day.value, behind);
    if (value !== undefined) return { start: day.start, end: day.end + behind[0].length, value };
  }
  const before = BEFORE.exec(clear.slice(Math.max(0, day.start - REACH), day.start));
  const value = before && stamp(day.value, before);
  return before && value !== undefined && value !== null
    ? { start: day.start - before[0].length, end: day.end, value }
    : undefined;
}

function stamp(day: string, match: RegExpExecArray): string | undefined {
  const [, first, hours, minutes, seconds, last, zone] = match;
  const half = first || last;
  let hour = Number(hours);
  if (half) {
    if (hour > 12) {
      if (hour > 23) return undefined;
    } else if (/^(?:p|下|午後|晚|오후|μμ|م)/i.test(half)) hour = (hour % 12) + 12;
    else hour %= 12;
  }
  const minute = minutes === '' || minutes === undefined ? 0 : Number(minutes);
  const second = seconds === '' || seconds === undefined ? undefined : Number(seconds);
  if (hour > 23 || minute > 59 || (second ?? 0) > 59) return undefined;
  const two = (n: number): string => String(n).padStart(2, '0');
  const clock = `${two(hour)}:${two(minute)}${second === undefined ? '' : `:${two(second)}`}`;
  return `${day}T${clock}${(zone && offsetOf(zone.trim(), day)) || ''}`;
}
