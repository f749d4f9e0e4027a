import type { Migration } from 'kysely';
import { foundation } from './0001-foundation.js';
import { visits } from './0002-visits.js';
import { origins } from './0003-origins.js';
import { tokens } from './0009-tokens.js';
import { corrections } from './0010-corrections.js';
import { releases } from './0011-releases.js';
import { pages } from './0012-pages.js';
import { events } from './0013-events.js';
import { feeds } from './0014-feeds.js';
import { outlines } from './0015-outlines.js';
import { eventDays } from './0016-event-days.js';

/** Every step from an empty database to the present schema, in order. A step that has shipped is never changed. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-visits': visits,
  '0003-origins': origins,
  '0009-tokens': tokens,
  '0010-corrections': corrections,
  '0011-releases': releases,
  '0012-pages': pages,
  '0013-events': events,
  '0014-feeds': feeds,
  '0015-outlines': outlines,
  '0016-event-days': eventDays,
};
