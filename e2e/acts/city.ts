import { type APIRequestContext, expect } from '@playwright/test';
import { z } from 'zod';
import { LogLine } from '#flow/proof/reconcile.ts';
import type { Behaviour } from '#sandbox/departments/behaviour.ts';
import { testEnvironment } from '../environment.ts';
import type { Persona } from '../personas.ts';

const { CONTROL_URL } = testEnvironment();

export const DEPARTMENTS = [
  'public-security',
  'health',
  'social-security-2009',
  'social-security-1992',
  'civil-affairs',
  'marriage-registry',
  'card-bank',
] as const;
export type Department = (typeof DEPARTMENTS)[number];

type Change = (request: APIRequestContext) => Promise<void>;

function change(path: string, data: object): Change {
  return async (request) => {
    const response = await request.post(`${CONTROL_URL}/control/${path}`, { data });
    expect(response.ok(), `${path} ${JSON.stringify(data)}`).toBe(true);
  };
}

/** How a department of the make-believe city behaves from now on. */
export const behave = (department: Department, behaviour: Partial<Behaviour>): Change =>
  change(`departments/${department}`, behaviour);

/** What a department has itself written down of the newest questions, the oldest first. */
export async function ownLog(department: Department, request: APIRequestContext): Promise<LogLine[]> {
  const response = await request.get(`${CONTROL_URL}/control/departments/${department}/log`);
  return z
    .array(LogLine)
    .parse(await response.json())
    .toReversed();
}

/** Somebody of the city dies, by default the day before, and every department learns of it at once. */
export function letDie({ deceased }: Pick<Persona, 'deceased'>, date?: string): Change {
  if (date !== undefined) return change('deaths', { person: deceased.idNumber, date });
  return async (request) => {
    const now: unknown = await (await request.get(`${CONTROL_URL}/control/clock`)).json();
    if (typeof now !== 'object' || now === null || !('now' in now)) throw new Error('the city has a clock');
    const yesterday = new Date(Date.parse(String(now.now)) - 24 * 3_600_000 + 8 * 3_600_000);
    await change('deaths', { person: deceased.idNumber, date: yesterday.toISOString().slice(0, 10) })(
      request,
    );
  };
}

/** A persona's relative is dead from here on, if the city's story does not say so already. */
export const bereave =
  (persona: Persona): Change =>
  async (request) => {
    if (persona.deceased.alive) await letDie(persona)(request);
  };

/** The bank has closed this account, and sends back what is paid into it, or has opened it again. */
export const closeAccount = ({ card }: Pick<Persona, 'card'>, closed = true): Change =>
  change('bank/accounts', { account: card, closed });

const Mail = z.object({ subject: z.string(), text: z.string() });
export type Mail = z.infer<typeof Mail>;

/** The mail that somebody has got about an application, the newest first. @param path of the application's page */
export async function listMail(request: APIRequestContext, path: string): Promise<Mail[]> {
  const response = await request.get(`${CONTROL_URL}/control/mail`);
  const { messages } = z.object({ messages: z.array(Mail) }).parse(await response.json());
  return messages.filter(({ text }) => text.includes(path));
}

/** Portal, broker and city are this many minutes ahead of the real time. */
export const moveClock = (minutes: number): Change => change('clock', { offsetMs: minutes * 60_000 });

/** Everybody behaves, and the time is the real one. */
export const restoreCity: Change = async (request) => {
  for (const department of DEPARTMENTS) await behave(department, { mode: 'normal' })(request);
  await moveClock(0)(request);
};
