import { randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type Provider } from 'oidc-provider';
import type { City } from '../city/city.ts';
import { readBody, seeOther, sendHtml } from '../http.ts';
import type { Accounts } from './accounts.ts';
import { listPeople } from './listed.ts';
import { lostPage, otpPage, residentPage, smsPage, staffPage } from './pages.ts';
import { STAFF, type Staff } from './staff.ts';
import { base32Bytes, stepOf, totp } from './totp.ts';

/** The first factor is done; the second is awaited. */
type Pending =
  | { kind: 'sms'; sub: string; code: string; triesLeft: number }
  | { kind: 'otp'; sub: string; member: Staff; triesLeft: number };

/** What the browser gets: a page, or the way to the next one; undefined where the protocol has answered already. */
type Answer = { html: string; status: number } | { location: string } | undefined;

const MOST_TRIES = 5;
/** Sign-ins that were left half way are forgotten, oldest first. */
const MOST_PENDING = 10_000;

export type SignIn = { handle(request: IncomingMessage, response: ServerResponse): Promise<void> };
type Options = { provider: Provider; city: City; accounts: Accounts; portalUrl: string };
type Context = Options & {
  pending: Map<string, Pending>;
  usedSteps: Map<string, number>;
  uid: string;
  request: IncomingMessage;
  response: ServerResponse;
};

/** Pages of the sign-in under /sign-in/<uid>: plain forms, each posting to itself and leading on by redirect. */
export function signIn(options: Options): SignIn {
  const pending = new Map<string, Pending>();
  const usedSteps = new Map<string, number>();
  return {
    async handle(request, response) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox.invalid');
      const [, , uid = '', step = ''] = pathname.split('/');
      const context = { ...options, pending, usedSteps, uid, request, response };
      try {
        const details = await options.provider.interactionDetails(request, response);
        const hinted = details.params.login_hint === 'staff';
        if (details.uid !== uid) deliver(context, lost());
        else if (request.method === 'POST') deliver(context, await post(context, step));
        else deliver(context, show(context, step, searchParams.get('q'), hinted));
      } catch (cause) {
        if (!(cause instanceof errors.SessionNotFound)) throw cause;
        deliver(context, lost());
      }
    },
  };
}

function show(context: Context, step: string, query: string | null, staffHinted: boolean): Answer {
  const awaited = context.pending.get(context.uid);
  if (step === 'code' && awaited) return codePage(context, awaited);
  if (step === 'staff' || (staffHinted && query === null))
    return { html: staffPage(context.uid, STAFF), status: 200 };
  return {
    html: residentPage(context.uid, query ?? '', listPeople(context.city, context.accounts, query ?? '')),
    status: 200,
  };
}

function codePage({ uid }: Context, awaited: Pending, message?: string): Answer {
  const status = message === undefined ? 200 : 422;
  if (awaited.kind === 'sms') return { html: smsPage(uid, awaited.code, message), status };
  const { member } = awaited;
  return {
    html: otpPage(uid, member, totp(base32Bytes(member.otpSecret), Date.now() / 1_000), message),
    status,
  };
}

async function post(context: Context, step: string): Promise<Answer> {
  const form = new URLSearchParams(await readBody(context.request));
  if (step === 'resident') return startResident(context, (form.get('idNumber') ?? '').trim().toUpperCase());
  if (step === 'staff')
    return startStaff(context, (form.get('number') ?? '').trim(), form.get('password') ?? '');
  if (step === 'code') return finish(context, (form.get('code') ?? '').trim());
  const { provider, request, response } = context;
  await provider.interactionFinished(request, response, {
    error: 'access_denied',
    error_description: 'cancelled by the person',
  });
}

function startResident(context: Context, idNumber: string): Answer {
  const { uid, accounts } = context;
  const person = accounts.findResident(idNumber);
  if (!person) {
    return {
      html: residentPage(
        uid,
        '',
        listPeople(context.city, context.accounts, ''),
        '没有可以用这个号码登录的人',
      ),
      status: 422,
    };
  }
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  return awaitSecondFactor(context, {
    kind: 'sms',
    sub: accounts.residentSub(person),
    code,
    triesLeft: MOST_TRIES,
  });
}

function startStaff(context: Context, number: string, password: string): Answer {
  const { uid, accounts } = context;
  const member = accounts.findStaff(number);
  if (!member || member.password !== password)
    return { html: staffPage(uid, STAFF, '工号或口令不正确'), status: 422 };
  return awaitSecondFactor(context, {
    kind: 'otp',
    sub: accounts.staffSub(member),
    member,
    triesLeft: MOST_TRIES,
  });
}

function awaitSecondFactor({ uid, pending }: Context, awaited: Pending): Answer {
  const [oldest] = pending.keys();
  if (pending.size >= MOST_PENDING && oldest !== undefined) pending.delete(oldest);
  pending.set(uid, awaited);
  return { location: `/sign-in/${uid}/code` };
}

async function finish(context: Context, code: string): Promise<Answer> {
  const { uid, pending, provider, request, response } = context;
  const awaited = pending.get(uid);
  if (!awaited) return lost();
  if (!isRight(context, awaited, code)) {
    awaited.triesLeft -= 1;
    if (awaited.triesLeft > 0) return codePage(context, awaited, '验证码不正确或已经用过');
    pending.delete(uid);
    return lost();
  }
  pending.delete(uid);
  const amr = awaited.kind === 'sms' ? ['sms'] : ['pwd', 'otp', 'mfa'];
  await provider.interactionFinished(request, response, {
    login: { accountId: awaited.sub, amr, remember: false },
  });
}

/** A one-time password counts once, as RFC 6238 §5.2 demands. */
function isRight({ usedSteps }: Context, awaited: Pending, code: string): boolean {
  if (awaited.kind === 'sms') return awaited.code === code;
  const { member } = awaited;
  const step = stepOf(
    base32Bytes(member.otpSecret),
    code,
    Date.now() / 1_000,
    usedSteps.get(member.number) ?? 0,
  );
  if (step === undefined) return false;
  usedSteps.set(member.number, step);
  return true;
}

function lost(): Answer {
  return { html: lostPage(), status: 400 };
}

/** A form here leads back to the portal in the end, so the page must allow it as a form's target. */
function deliver({ response, portalUrl }: Context, answer: Answer): void {
  if (!answer) return;
  if ('location' in answer) seeOther(response, answer.location);
  else sendHtml(response, answer.status, answer.html, [new URL(portalUrl).origin]);
}
