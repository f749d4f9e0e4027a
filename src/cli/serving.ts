import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Codebook } from '../codebook/index.js';
import type { Ledger } from '../ledger/index.js';
import type { ServeOptions } from '../serve/index.js';
import {
  CLAIM_COLUMNS,
  COUNT_COLUMNS,
  COVERAGE_COLUMNS,
  DOCUMENT_COLUMNS,
  EVENT_COLUMNS,
  ORIGIN_COLUMNS,
  POSITION_COLUMNS,
  QUESTION_COLUMNS,
} from './answers.js';
import { write } from './output.js';
import {
  ACTOR_COLUMNS,
  AGREEMENT_COLUMNS,
  CHANGE_COLUMNS,
  CORRECTION_COLUMNS,
  RELEASE_COLUMNS,
  REVIEW_COLUMNS,
} from './review-columns.js';
import { stopOnSignals } from './signals.js';

export interface ServeCall {
  ledger: Ledger;
  codebook: Codebook;
  /** The folder of the codebook that was laid over ours, which may bring a map. */
  folder?: string;
  readOnly?: boolean;
  port: number;
  host: string;
  options: Partial<ServeOptions>;
  /** The least severe of what is logged. */
  log: string;
  /** Tells where it is served; by default on stdout. */
  announce?: (address: string) => Promise<void>;
}

/** Serves a ledger's API and desk until the process is asked to stop; then what is under way is finished. */
export async function serveLedger(call: ServeCall): Promise<void> {
  const { ledger, codebook, folder, port, host } = call;
  const [
    { createApp, DEFAULTS, listen, openAside, readMap, readPages, warm },
    { openAnalyst },
    { recordReads },
    { pino },
  ] = await Promise.all([
    import('../serve/index.js'),
    import('./analyst.js'),
    import('./recording.js'),
    import('pino'),
  ]);
  const log = pino({ level: call.log, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  const pages = await readPages(fileURLToPath(new URL('../desk', import.meta.url)));
  const map = folder === undefined ? undefined : await readMap(folder);
  const analyst = await openAnalyst(codebook, { explain: true });
  const aside = await openAside(ledger, codebook);
  const stop = stopOnSignals('finishing the requests at hand');
  try {
    const desk = {
      ledger,
      codebook,
      versions: analyst.versions,
      ...(!call.readOnly && {
        record: (reads: Parameters<typeof recordReads>[0]) => recordReads(reads, ledger, analyst),
      }),
      analyse: (document: Parameters<typeof analyst.analyse>[0]) => analyst.analyse(document),
      columns: COLUMNS,
      ...(map && { map }),
      ...(aside && { aside }),
    };
    const app = createApp(desk, { ...DEFAULTS, ...call.options }, log, pages);
    const server = await listen(app, { port, host });
    await (call.announce ?? announce)(server.address);
    log.info({ address: server.address, ledger: ledger.address }, 'serving');
    if (aside) void warm(aside, codebook, (await ledger.head()).hash);
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
    await server.close();
    log.info('stopped');
  } finally {
    stop.release();
    await analyst.close();
    await aside?.close();
  }
}

const announce = (address: string) => write(`${address}\n`);

/** The spreadsheets of the API are those of `ask --format csv`. */
const COLUMNS = {
  claims: CLAIM_COLUMNS,
  events: EVENT_COLUMNS,
  documents: DOCUMENT_COLUMNS,
  positions: POSITION_COLUMNS,
  questions: QUESTION_COLUMNS,
  actors: ACTOR_COLUMNS,
  origins: ORIGIN_COLUMNS,
  counts: COUNT_COLUMNS,
  coverage: COVERAGE_COLUMNS,
  corrections: CORRECTION_COLUMNS,
  changes: CHANGE_COLUMNS,
  releases: RELEASE_COLUMNS,
  agreement: AGREEMENT_COLUMNS,
  review: REVIEW_COLUMNS,
};
