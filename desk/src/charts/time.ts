import { scaleUtc } from 'd3-scale';

const DAY = 86_400_000;

/** Days along a line of so many pixels. */
export interface DayScale {
  /** Where a day begins. */
  x: (day: string) => number;
  /** Where it ends. */
  end: (day: string) => number;
  ticks: { x: number; label: string }[];
  width: number;
}

/** Pixels that a tick and its label take. */
const TICK = 80;

/** A scale from the first day's beginning to the last one's end. */
export function dayScale(first: string, last: string, width: number): DayScale {
  const [from, to] = [Date.parse(first), Date.parse(last) + DAY];
  const scale = scaleUtc().domain([from, to]).range([0, width]);
  const at = (time: number) => scale(Math.min(Math.max(time, from), to));
  const found = scale.ticks(Math.max(2, Math.floor(width / TICK)));
  const isByDay = found.some((date) => date.getUTCDate() !== 1);
  const labels = found.map((date) => date.toISOString().slice(0, isByDay ? 10 : date.getUTCMonth() ? 7 : 4));
  const ticks: DayScale['ticks'] = [];
  for (const [i, date] of found.entries()) {
    const x = scale(date);
    if (x <= width - TICK && x - (ticks.at(-1)?.x ?? -TICK) >= TICK) ticks.push({ x, label: labels[i] ?? '' });
  }
  return {
    x: (day) => at(Date.parse(day)),
    end: (day) => at(Date.parse(day) + DAY),
    ticks,
    width,
  };
}

export const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const shifted = (day: string, by: number): string => isoDay(Date.parse(day) + by * DAY);
