import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** One kind of database that a ledger can be in. */
export interface TestDatabase {
  name: 'SQLite' | 'PostgreSQL';
  /** The address of a ledger that does not exist yet; `tidy` removes it with all others. */
  fresh(): Promise<string>;
  /** The same for one that need not outlive being closed. */
  passing(): Promise<string>;
  /** How often to try a property, in which each run makes ledgers: they take longer to make in one than in the other. */
  runs: number;
  tidy(): Promise<void>;
}

/** The address of a PostgreSQL database for tests, each of which makes a schema of its own in it. */
const server = process.env.ONRECORD_TEST_POSTGRES;

function sqlite(): TestDatabase {
  const folders: string[] = [];
  return {
    name: 'SQLite',
    runs: 40,
    passing: async () => ':memory:',
    fresh: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'onrecord-'));
      folders.push(folder);
      return join(folder, 'ledger.db');
    },
    tidy: async () => {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function postgres(address: string): TestDatabase {
  const schemas: string[] = [];
  const fresh = async () => {
    const schema = `test_${randomBytes(6).toString('hex')}`;
    schemas.push(schema);
    return `${address}${address.includes('?') ? '&' : '?'}schema=${schema}`;
  };
  return {
    name: 'PostgreSQL',
    runs: 8,
    fresh,
    passing: fresh,
    tidy: async () => {
      if (!schemas.length) return;
      const client = new pg.Client({ connectionString: address });
      await client.connect();
      await client.query('set client_min_messages to warning');
      for (const schema of schemas.splice(0)) await client.query(`drop schema if exists ${schema} cascade`);
      await client.end();
    },
  };
}

if (!server) console.log('skipped: ledgers on PostgreSQL (ONRECORD_TEST_POSTGRES has no address)');

/** The databases that tests of the ledger run on: `describe.each(DATABASES)('… on $name', …)`. */
export const DATABASES: readonly TestDatabase[] = [sqlite(), ...(server ? [postgres(server)] : [])];
