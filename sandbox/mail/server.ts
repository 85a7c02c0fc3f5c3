import { createHash, timingSafeEqual } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Clock } from '../clock.ts';
import { MailBehaviour } from './behaviour.ts';
import type { MailStore, ReceivedMail } from './store.ts';

/** Everybody in the city has a mailbox here, and nobody elsewhere. */
const DOMAIN = '@anlan.example';
const MOST_BYTES = 256 * 1024;

/** A mail server that listens: takes mail for anybody in the city, from whoever knows its secret. */
export type RunningMail = {
  port: number;
  store: MailStore;
  behaviour(): MailBehaviour;
  behave(behaviour: MailBehaviour): Promise<void>;
  close(): Promise<void>;
};

type Options = { store: MailStore; port: number; secret: string; clock: Clock };
type State = { behaviour: MailBehaviour };

/** Starts the mail server on 127.0.0.1. @param options.port 0 takes a free port */
export async function startMail(options: Options): Promise<RunningMail> {
  const state: State = { behaviour: MailBehaviour.parse({}) };
  let listening: SMTPServer | undefined = smtpServer(options, state);
  const port = await listen(listening, options.port);
  const hangUp = async () => {
    const server = listening;
    listening = undefined;
    if (server) await shut(server);
  };
  return {
    port,
    store: options.store,
    behaviour: () => state.behaviour,
    async behave(behaviour) {
      state.behaviour = behaviour;
      if (behaviour.mode === 'refused') return hangUp();
      if (listening) return;
      listening = smtpServer(options, state);
      await listen(listening, port);
    },
    async close() {
      await hangUp();
      options.store.close();
    },
  };
}

function smtpServer(options: Options, state: State): SMTPServer {
  return new SMTPServer({
    name: 'mail.anlan.example',
    banner: 'make-believe city',
    size: MOST_BYTES,
    // On this machine only: nothing to encrypt, and no name to look up.
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    // Whoever is still connected when it closes is cut off.
    closeTimeout: 1,
    onAuth({ password }, _session, done) {
      if (isSame(password ?? '', options.secret)) done(null, { user: 'product' });
      else done(reply(535, '5.7.8 the credentials are wrong'));
    },
    onRcptTo({ address }, _session, done) {
      void judgeRecipient(address, state.behaviour).then((problem) => done(problem));
    },
    onData(stream, session, done) {
      receive(options, stream, session).then(
        (problem) => done(problem),
        () => done(reply(451, '4.3.0 the message could not be kept')),
      );
    },
  });
}

async function judgeRecipient(address: string, behaviour: MailBehaviour): Promise<Error | null> {
  if (behaviour.mode === 'slow') await wait(behaviour.delayMs);
  if (behaviour.mode === 'broken') return reply(451, '4.3.0 out of order, try again later');
  if (!address.toLowerCase().endsWith(DOMAIN)) return reply(550, '5.1.1 no such mailbox');
  return null;
}

async function receive(
  { store, clock }: Options,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Error | null> {
  const raw = await buffer(stream);
  if (stream.sizeExceeded) return reply(552, '5.3.4 the message is too large');
  const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
  const mail = await decode(raw, to).catch(() => undefined);
  if (mail === undefined) return reply(554, '5.6.0 the message cannot be read');
  store.keep(mail, clock.now().toISOString());
  return null;
}

/** @throws Error from the parser where a message is nested or headed beyond reason */
async function decode(raw: Buffer, to: string[]): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(raw);
  return {
    messageId: mail.messageId ?? `<${createHash('sha256').update(raw).digest('hex')}@anlan.example>`,
    from: sender(mail.from),
    to,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
}

function sender(from: { name: string; address?: string | undefined } | undefined): string {
  if (from === undefined) return '';
  const address = from.address ?? '';
  return from.name === '' ? address : `${from.name} <${address}>`;
}

/** An error with the reply code that the client is to be given. */
function reply(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      // A client that breaks off is no fault of the server's.
      server.on('error', () => {});
      const address = server.server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}

function shut(server: SMTPServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
