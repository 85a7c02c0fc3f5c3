import { z } from 'zod';

const DUE = z.union([
  z.object({ kind: z.literal('due'), fen: z.number().int() }),
  z.object({ kind: z.literal('nothing'), because: z.string() }),
]);

/** What is truly due, by service, as the make-believe city reckons it on its own. */
export const Dues = z.record(z.string(), DUE);
export type Dues = z.infer<typeof Dues>;

const Persona = z.object({
  key: z.string(),
  title: z.string(),
  claimant: z.string(),
  claimantNumber: z.string(),
  card: z.string(),
  deceased: z.string(),
  deceasedNumber: z.string(),
  truth: z.object({
    outcome: z.object({ kind: z.string(), because: z.string().optional() }),
    dues: Dues.nullable(),
  }),
});
export type Persona = z.infer<typeof Persona>;

const Department = z.object({ id: z.string(), name: z.string() });

const Logged = z.object({
  at: z.iso.datetime(),
  call: z.string(),
  caseNumber: z.string(),
  requirement: z.string(),
  evidence: z.string(),
  fields: z.array(z.string()),
  subjects: z.array(z.object({ idNumber: z.string() })),
  outcome: z.string(),
});
/** One question as the department that was asked wrote it down. */
export type Asked = z.infer<typeof Logged> & { department: string };

const Mail = z.object({
  id: z.number(),
  at: z.iso.datetime(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
});
export type Mail = z.infer<typeof Mail>;

const BankLine = z.object({
  account: z.string(),
  amountFen: z.number().int(),
  result: z.string(),
  acceptedAt: z.iso.datetime().transform((text) => new Date(text)),
});
export type BankLine = z.infer<typeof BankLine>;

export type Control = ReturnType<typeof controlAt>;

/** The make-believe city's control page, as JSON. @param url its address */
export function controlAt(url: string) {
  const get = async <T>(path: string, shape: z.ZodType<T>): Promise<T> => {
    const response = await fetch(`${url}/control/${path}`, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`the control page answered ${response.status} to ${path}`);
    return shape.parse(await response.json());
  };
  return {
    url,
    listPersonas: () => get('personas', z.array(Persona)),
    /** The city's own time, which its control page can move. */
    now: async () => new Date((await get('clock', z.object({ now: z.iso.datetime() }))).now),
    /** Everything that was asked about these people since an instant, in the order of asking. */
    async listAsked(idNumbers: readonly string[], since: Date): Promise<Asked[]> {
      const departments = await get('departments', z.array(Department));
      const logs = await Promise.all(
        departments.map(async ({ id, name }) => {
          const log = await get(`departments/${id}/log`, z.array(Logged));
          return log.map((line) => ({ ...line, department: name }));
        }),
      );
      return logs
        .flat()
        .filter(
          ({ at, subjects }) =>
            new Date(at) >= since && subjects.some((who) => idNumbers.includes(who.idNumber)),
        )
        .toSorted((one, other) => one.at.localeCompare(other.at));
    },
    listMail: async (address: string, since: Date) =>
      (
        await get(`mail?${new URLSearchParams({ to: address })}`, z.object({ messages: z.array(Mail) }))
      ).messages
        .filter(({ at }) => new Date(at) >= since)
        .reverse(),
    listBankLines: async (account: string) =>
      (await get('bank', z.object({ lines: z.array(BankLine) }))).lines.filter(
        (line) => line.account === account,
      ),
    /** @returns what stands in the way, or undefined once the death is in the registers */
    async letDie(person: string, date: string): Promise<string | undefined> {
      const response = await fetch(`${url}/control/deaths`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ person, date }),
      });
      if (response.ok) return undefined;
      return z.object({ problem: z.string() }).parse(await response.json()).problem;
    },
  };
}
