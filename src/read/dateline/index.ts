import type { Dateline, Span } from '../../types.js';

export function findDateline(_text: string, _paragraph: Span, _published?: string): Dateline | undefined {
  return undefined;
}

export function isDateline(_line: string): boolean {
  return false;
}
