import { createServer, type Server } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import type { SigningKey } from '#connectors/keys.ts';
import { openDepartment } from '#connectors/kit/open-department.ts';
import type { PortalKeys } from '#connectors/receiving/portal-keys.ts';
import type { Clock } from '../clock.ts';
import { listen, shut } from '../http.ts';
import { answersOf } from './answers.ts';
import { Behaviour } from './behaviour.ts';
import type { Department, Register } from './department.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import { misbehaving } from './misbehave.ts';

/** A department that listens: a server of its own, a store of its own, a log of its own. */
export type RunningDepartment = {
  department: Register;
  database: DatabaseSync;
  ledger: Ledger;
  url: string;
  behaviour(): Behaviour;
  behave(behaviour: Behaviour): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  department: Department;
  database: DatabaseSync;
  /** With which it signs its answers. */
  key: SigningKey;
  /** Of the portal whose questions it answers. */
  portalKeys: PortalKeys;
  clock: Clock;
  port: number;
};

/** Questions in one envelope that every department of the make-believe city takes. */
const BATCH = 50;

/** Starts a department on 127.0.0.1: the kit, with a way to misbehave around it. @param options.port 0 takes a free port */
export async function startDepartment(options: Options): Promise<RunningDepartment> {
  const { department, database } = options;
  const state = { behaviour: Behaviour.parse({}) };
  const open = openKit(options, () => state.behaviour);
  const server = createServer((request, response) => {
    open.handle(request, response).catch((cause: unknown) => {
      console.error(`${department.id} failed`, cause);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  const port = await listen(server, options.port);
  return {
    department,
    database,
    ledger: ledgerOf(database),
    url: `http://127.0.0.1:${port}`,
    behaviour: () => state.behaviour,
    async behave(behaviour) {
      state.behaviour = behaviour;
      await switchListening(server, port, behaviour.mode !== 'refused');
    },
    async close() {
      if (server.listening) await shut(server);
      await open.close();
      database.close();
    },
  };
}

function openKit({ department, database, key, portalKeys, clock }: Options, behaviour: () => Behaviour) {
  const { id, name } = department;
  return openDepartment({
    connector: id,
    title: { 'zh-CN': name, 'zh-TW': name, en: name },
    key,
    portalUrl: '',
    portalKeys,
    store: database,
    clock: clock.now,
    answers: answersOf(department, database, behaviour),
    limits: {
      batch: BATCH,
      get perDay() {
        return department.countsCalls === true ? behaviour().dailyLimit : null;
      },
    },
    health: () => (behaviour().mode === 'broken' ? 'down' : 'up'),
    around: (receive) => misbehaving(receive, key, clock, behaviour),
  });
}

/** Lets a department leave its port, and come back to it. */
async function switchListening(server: Server, port: number, on: boolean): Promise<void> {
  if (server.listening === on) return;
  if (on) await listen(server, port);
  else await shut(server);
}
