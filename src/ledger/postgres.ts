import {
  type ColumnDefinitionNode,
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Driver,
  Kysely,
  type OperationNode,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  RawNode,
  sql,
  type TableMetadata,
} from 'kysely';
import pg from 'pg';
import type { Opened } from './ledger.js';
import type { Database, Tables } from './schema.js';

/** Where a ledger's tables stand in a shared database, unless the address says `?schema=NAME`. */
const SCHEMA = 'onrecord';

/** How long a writer waits for another one, in milliseconds. */
const PATIENCE = 10_000;

/** Connections at once: one writes, the others look things up. */
const CONNECTIONS = 6;

/**
 * Most answers look up few rows by indexes: on a disk without a moving head, one page costs about as much as another, and
 * neither compiling a query nor sharing it among processes pays off.
 */
const FOR_SHORT_ANSWERS = ['set random_page_cost to 1.1', 'set jit to off', 'set max_parallel_workers_per_gather to 0'];

/** PostgreSQL's numbers for types whose values come as text: bigint. All of ours are below 2^53. */
const BIGINT = 20;

/** Opens the ledger in a PostgreSQL database. */
export async function openPostgres(address: string, readOnly: boolean): Promise<Opened> {
  const { connectionString, schema } = parts(address);
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    application_name: 'onrecord',
    connectionTimeoutMillis: PATIENCE,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  // A connection that is lost says so to whoever uses it next; without listeners it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const settings = [
    `set search_path to ${pg.escapeIdentifier(schema)}`,
    `set lock_timeout to ${PATIENCE}`,
    ...FOR_SHORT_ANSWERS,
    ...(readOnly ? ['set default_transaction_read_only to on'] : []),
  ].join('; ');
  const db: Database = new Kysely<Tables>({
    dialect: new LedgerDialect({
      pool,
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw(settings));
      },
    }),
  });
  try {
    if (!readOnly) await createSchema(db, schema);
    return { db, migrated: await migrationsOf(db), schema };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** `schema` is ours, all other parts of an address are the client's. */
function parts(address: string): { connectionString: string; schema: string } {
  const [, schema] = /[?&]schema=([^&]*)/.exec(address) ?? [];
  const connectionString = address.replace(/([?&])schema=[^&]*&?/, '$1').replace(/[?&]$/, '');
  return { connectionString, schema: schema ? decodeURIComponent(schema) : SCHEMA };
}

function typeParser(type: number, format?: 'text' | 'binary'): unknown {
  return type === BIGINT && format !== 'binary' ? Number : pg.types.getTypeParser(type, format as 'text');
}

async function createSchema(db: Database, schema: string): Promise<void> {
  const there = sql`select from pg_namespace where nspname = ${schema}`;
  if ((await there.execute(db)).rows.length) return;
  try {
    await sql`create schema if not exists ${sql.id(schema)}`.execute(db);
  } catch (error) {
    // Two that create it at once: for the second one it is there.
    if (!(await there.execute(db)).rows.length) throw error;
  }
}

async function migrationsOf(db: Database): Promise<string[]> {
  const table = await sql<{ found: string | null }>`select to_regclass('kysely_migration') as found`.execute(db);
  if (table.rows[0]?.found == null) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

class LedgerDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new LedgerDriver(this.#config);
  }

  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new LedgerIntrospector(db);
  }

  override createQueryCompiler(): QueryCompiler {
    return new LedgerQueryCompiler();
  }
}

/** On a connection that was lost nothing can be rolled back; trying would hide the reason. */
class LedgerDriver extends PostgresDriver {
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => {});
  }
}

/**
 * Knows the ledger's own tables, by name. Kysely's looks at every column of every table in the database, which takes
 * long in a large one and fails where somebody drops one meanwhile.
 */
class LedgerIntrospector extends PostgresIntrospector {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super(db);
    this.#db = db;
  }

  override async getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<{ schema: string; name: string }>`
      select schemaname as schema, tablename as name from pg_tables where schemaname = current_schema()`.execute(
      this.#db,
    );
    return rows.map((row) => ({ ...row, isView: false, columns: [] }));
  }
}

/** What migrations call a column's type, and the one that PostgreSQL needs to behave as SQLite does. */
const COLUMN_TYPES: Record<string, string> = {
  // Compared by code points, as SQLite does, whatever language the database is set to.
  text: 'text collate "C"',
  integer: 'bigint',
  real: 'double precision',
  blob: 'bytea',
};

class LedgerQueryCompiler extends PostgresQueryCompiler {
  protected override visitColumnDefinition(node: ColumnDefinitionNode): void {
    const type = columnType(node.dataType);
    super.visitColumnDefinition(type === undefined ? node : { ...node, dataType: RawNode.createWithSql(type) });
  }
}

function columnType(node: OperationNode): string | undefined {
  return node.kind === 'DataTypeNode' && 'dataType' in node ? COLUMN_TYPES[String(node.dataType)] : undefined;
}
