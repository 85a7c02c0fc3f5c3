import { DatabaseError, escapeLiteral, Pool, type PoolClient } from 'pg';
import type { SourceRow } from './contract.ts';
import { failureOf, OutgoingError } from './outgoing/outgoing-error.ts';
import type { Outgoing } from './outgoing.ts';
import type { Statement, ViewReach } from './sql-view-statement.ts';

/** More questions than these at once wait for one another; a department's database has other work to do. */
const CONNECTIONS = 4;
const IDLE_MS = 10_000;
/** Nobody waits for somebody else's lock: a view that is being replaced is asked again later. */
const LOCK_MS = 500;

/** The department's database, asked read-only. */
export interface ViewSession {
  /**
   * @param call stands as application name in the department's own log (`log_line_prefix` with %a), which can so be compared with
   * the portal's
   * @throws errors of the network and of PostgreSQL; `isRefused` and `causeOf` say what they mean
   */
  query(statement: Statement, call: string, timeoutMs: number): Promise<SourceRow[]>;
}

/**
 * A few connections to the database of a view, made when they are needed, always to an address that has just been checked; TLS
 * still checks the name. Every question is a read-only transaction with its own time limits, which is rolled back.
 */
export function openViewSession(reach: ViewReach, password: string, check: Outgoing['check']): ViewSession {
  let pool: { address: string; pool: Pool } | undefined;
  const poolAt = (address: string) => {
    if (pool?.address === address) return pool.pool;
    pool?.pool.end().catch(() => undefined);
    pool = { address, pool: openPool(reach, password, address) };
    return pool.pool;
  };
  return {
    async query(statement, call, timeoutMs) {
      const deadline = Date.now() + timeoutMs;
      const [first] = await before(check(reach.host), timeoutMs);
      if (first === undefined) throw new OutgoingError('unresolved', reach.host);
      const client = await before(connect(poolAt(first.address)), deadline - Date.now());
      return ask(client, statement, call, reach.statementTimeoutMs, deadline);
    },
  };
}

function openPool({ host, port, database, user, tls }: ViewReach, password: string, address: string): Pool {
  const pool = new Pool({
    host: address,
    port,
    database,
    user,
    password,
    max: CONNECTIONS,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: IDLE_MS,
    allowExitOnIdle: true,
    application_name: 'mianzheng',
    ...(tls && { ssl: { servername: host, rejectUnauthorized: true } }),
  });
  // A connection that dies while nobody uses it is replaced at the next question.
  pool.on('error', () => undefined);
  return pool;
}

/** A connection that comes too late for its question goes back unused. */
interface Waiting<T> extends Promise<T> {
  abandon?(): void;
}

function connect(pool: Pool): Waiting<PoolClient> {
  const connecting: Waiting<PoolClient> = pool.connect();
  connecting.abandon = () => {
    connecting.then(
      (client) => client.release(),
      () => undefined,
    );
  };
  return connecting;
}

async function ask(
  client: PoolClient,
  { text, values }: Statement,
  call: string,
  statementTimeoutMs: number,
  deadline: number,
): Promise<SourceRow[]> {
  // A connection may break while its answer is read; the query fails with it.
  const onError = () => undefined;
  client.on('error', onError);
  let isSound = false;
  try {
    const limit = Math.max(1, Math.min(statementTimeoutMs, deadline - Date.now()));
    const asking = (async () => {
      await client.query(
        `begin transaction read only; set local statement_timeout = ${Math.floor(limit)};
         set local lock_timeout = ${LOCK_MS}; set local datestyle = 'ISO, YMD';
         set local application_name = ${escapeLiteral(`mianzheng/${call}`)}`,
      );
      const { rows } = await client.query<Record<string, string | null>>(text, values);
      await client.query('rollback');
      return rows;
    })();
    const rows = await before(asking, deadline - Date.now());
    isSound = true;
    return rows;
  } finally {
    client.off('error', onError);
    client.release(!isSound);
  }
}

/** The time for the whole question is up. */
class DeadlineError extends Error {}

function before<T>(work: Waiting<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => {
        work.abandon?.();
        reject(new DeadlineError());
      },
      Math.max(0, timeoutMs),
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Statement or lock time-out (PostgreSQL's manual, appendix A). */
const TOO_LATE = ['57014', '55P03', '25P03', '25P04'];
/** Classes of errors that the view itself makes: no such table, column or function; a cast that fails. */
const UNREADABLE = ['42P01', '42703', '42883', '42804', '42846', '3F000'];

/** Whether the server knows neither user nor password (class 28): it takes a person to put that right. */
export function isRefused(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code ?? '').startsWith('28');
}

/** What a failure means for an answer. Nothing of the statement, its values or the server's message goes further. */
export function causeOf(error: unknown): 'down' | 'timeout' | 'malformed' {
  if (error instanceof DeadlineError) return 'timeout';
  if (error instanceof DatabaseError) {
    const { code = '' } = error;
    if (TOO_LATE.includes(code)) return 'timeout';
    return UNREADABLE.includes(code) || code.startsWith('22') ? 'malformed' : 'down';
  }
  return failureOf(error);
}
