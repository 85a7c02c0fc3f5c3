'use server';

import { z } from 'zod';
import { Way } from '#domain/connector.ts';
import { ConnectorId } from '#domain/ids.ts';
import {
  discardDraft,
  returnToSteps,
  saveDraftDocument,
  saveDraftStep,
} from '#flow/connectors/change-draft.ts';
import { DraftStep, stepsOf } from '#flow/connectors/draft.ts';
import { beginDraft, makeVersion, readDraft } from '#flow/connectors/draft-version.ts';
import { Credential, setCredential as setCredentialVerb } from '#flow/connectors/set-credential.ts';
import { Limits, setLimits as setLimitsVerb } from '#flow/connectors/set-limits.ts';
import { portalEnvironment } from '#flow/environment.ts';
import { action } from '../../action.ts';
import { rejected, textsOf, typed } from '../form-texts.ts';
import { CONSOLE, connectorPath, stepPath, versionPath, withFaults } from '../paths.ts';

/** Begins a connector's next version, or a new connector. */
export const begin = action({
  permission: 'connect:connector:department',
  schema: z.object({ target: typed, newId: typed, title: typed, way: typed }),
  page: () => `${CONSOLE}/connect`,
  verb: async (tx, actor, now, { target, newId, title, way }) => {
    const page = `${CONSOLE}/connect`;
    const chosen = Way.safeParse(way);
    if (!chosen.success || target === '')
      return rejected(page, {
        ...(chosen.success ? {} : { way: 'choice' }),
        ...(target === '' ? { target: 'choice' } : {}),
      });
    const isNew = target === 'new';
    const connector = isNew ? newId.trim() : target;
    const begun = await beginDraft(tx, actor, now, { connector, isNew, title, way: chosen.data });
    if ('faults' in begun) return rejected(page, begun.faults);
    return stepPath(begun.connector, begun.step);
  },
});

const OfDraft = z.object({ connector: ConnectorId });

/**
 * 保存并继续: a step of the guided way. What cannot be taken yet is saved as well, and shown with what is wrong. Keys are sent
 * under a name that no kept form takes up, since somebody may paste a private one.
 */
export const saveStep = action({
  permission: 'connect:connector:department',
  schema: OfDraft.extend({ step: DraftStep, next: typed, $keys: z.string().optional() }),
  page: ({ connector, step }) => stepPath(connector, step),
  verb: async (tx, actor, now, { connector, step, next, $keys }, form) => {
    const { connector: _connector, step: _step, next: _next, ...texts } = textsOf(form);
    if ($keys !== undefined) texts.keys = $keys;
    const ticked = form.getAll('evidence').filter((code) => typeof code === 'string' && code !== '');
    const values = step === 'evidence' ? { ...texts, evidence: ticked.join(',') } : texts;
    const { draft, composed } = await saveDraftStep(tx, actor, now, connector, values);
    if (next === 'stop') return CONSOLE;
    if (composed.faults[step] !== undefined) return `${stepPath(connector, step)}?check=1`;
    const steps = stepsOf(draft);
    return stepPath(connector, steps[steps.indexOf(step) + 1] ?? 'check');
  },
});

/** Keeps a whole document that was written by hand; like the keys alone it is in no kept form. */
export const saveDocument = action({
  permission: 'connect:connector:department',
  schema: OfDraft.extend({ $document: z.string().max(200_000) }),
  page: ({ connector }) => stepPath(connector, 'document'),
  verb: async (tx, actor, now, { connector, $document }) => {
    const { composed } = await saveDraftDocument(tx, actor, now, connector, $document);
    return composed.document === undefined
      ? `${stepPath(connector, 'document')}?check=1`
      : stepPath(connector, 'check');
  },
});

/** Gives the whole document up and goes on in the steps. */
export const goOnInSteps = action({
  permission: 'connect:connector:department',
  schema: OfDraft,
  page: ({ connector }) => stepPath(connector, 'document'),
  verb: async (tx, actor, now, { connector }) => {
    await returnToSteps(tx, actor, now, connector);
    return stepPath(connector, 'evidence');
  },
});

/** Gives the draft up. */
export const discard = action({
  permission: 'connect:connector:department',
  schema: OfDraft,
  page: ({ connector }) => stepPath(connector, 'check'),
  verb: async (tx, actor, _now, { connector }) => {
    await discardDraft(tx, actor, connector);
    return CONSOLE;
  },
});

/** Makes a version of the draft, to be tried. */
export const make = action({
  permission: 'connect:connector:department',
  schema: OfDraft,
  page: ({ connector }) => stepPath(connector, 'check'),
  verb: async (tx, actor, now, { connector }) =>
    versionPath(connector, await makeVersion(tx, actor, now, connector)),
});

/** Sets the limits; from the guided way the next step follows. */
export const setLimits = action({
  permission: 'connect:connector:department',
  schema: OfDraft.extend({
    from: z.enum(['draft', 'connector']),
    dailyLimit: typed,
    timeoutMs: typed,
    width: typed,
    reserve: typed,
    reserveUntil: typed,
    next: typed,
  }),
  page: ({ connector, from }) =>
    from === 'draft' ? stepPath(connector, 'limits') : connectorPath(connector, 'limits'),
  verb: async (tx, actor, now, { connector, from, next, ...texts }) => {
    const page = from === 'draft' ? stepPath(connector, 'limits') : connectorPath(connector, 'limits');
    const empty = Object.entries(texts).filter(([, text]) => text.trim() === '');
    const limits = Limits.safeParse(texts);
    if (empty.length > 0) return rejected(page, Object.fromEntries(empty.map(([name]) => [name, 'missing'])));
    if (!limits.success)
      return rejected(
        page,
        Object.fromEntries(
          limits.error.issues.map(({ path, code }) => [
            String(path[0]),
            code === 'custom' ? 'over_limit' : 'range',
          ]),
        ),
      );
    await setLimitsVerb(tx, actor, now, connector, limits.data);
    if (from === 'connector') return `${page}?saved=1`;
    if (next === 'stop') return CONSOLE;
    const { draft } = await readDraft(tx, actor, connector);
    const steps = stepsOf(draft);
    return stepPath(connector, steps[steps.indexOf('limits') + 1] ?? 'check');
  },
});

/** Sets a credential. It is in no kept form and no address: who types it in has to type it again where it is not taken. */
export const setCredential = action({
  permission: 'connect:connector:department',
  schema: OfDraft.extend({ from: z.enum(['draft', 'connector']), slots: z.string(), $credential: typed }),
  page: ({ connector, from }) =>
    from === 'draft' ? stepPath(connector, 'credential') : connectorPath(connector, 'credentials'),
  verb: async (tx, actor, now, { connector, from, slots, $credential }) => {
    const page =
      from === 'draft' ? stepPath(connector, 'credential') : connectorPath(connector, 'credentials');
    const credential = Credential.safeParse($credential);
    const named = slots.split(' ').filter((slot) => slot !== '');
    if (!credential.success || named.length === 0)
      return withFaults(page, { credential: $credential === '' ? 'missing' : 'too_long' });
    const sealTo = portalEnvironment().SEALING_PUBLIC_KEY;
    await setCredentialVerb(tx, actor, now, connector, { slots: named, credential: credential.data, sealTo });
    return from === 'draft' ? stepPath(connector, 'check') : `${page}?saved=1`;
  },
});
