'use server';

import { z } from 'zod';
import { ConnectorId } from '#domain/ids.ts';
import { deprecateVersion, SUNSET_DAYS } from '#flow/connectors/deprecate-version.ts';
import { goLive as goLiveVerb, signVersion } from '#flow/connectors/go-live.ts';
import { readVersion } from '#flow/connectors/read-version.ts';
import { requestTask } from '#flow/connectors/request-task.ts';
import { action } from '../../action.ts';
import { rejected, textsOf } from '../form-texts.ts';
import { conformancePath, versionPath } from '../paths.ts';
import { readQuestion } from '../question-form.ts';
import { readSuite } from '../suite-form.ts';

const OfVersion = z.object({ connector: ConnectorId, version: z.coerce.number().int().positive() });

/** 试连: asks the broker to put one question about somebody who does not exist. */
export const tryVersion = action({
  permission: 'connect:connector:department',
  schema: OfVersion,
  page: ({ connector, version }) => versionPath(connector, version),
  verb: async (tx, actor, now, { connector, version }, form) => {
    const page = versionPath(connector, version);
    const { askable } = await readVersion(tx, actor, now, connector, version);
    const read = readQuestion('', textsOf(form), askable);
    if ('faults' in read) return rejected(page, read.faults);
    await requestTask(tx, actor, now, connector, version, { kind: 'test_call', question: read.question });
    return page;
  },
});

/** Asks the broker to run the conformance suite, with samples whose answers the department knows. */
export const runSuite = action({
  permission: 'connect:connector:department',
  schema: OfVersion,
  page: ({ connector, version }) => conformancePath(connector, version),
  verb: async (tx, actor, now, { connector, version }, form) => {
    const page = conformancePath(connector, version);
    const { suitable } = await readVersion(tx, actor, now, connector, version);
    const { samples, bypass, faults } = readSuite(textsOf(form), suitable);
    if (Object.keys(faults).length > 0) return rejected(page, faults);
    await requestTask(tx, actor, now, connector, version, { kind: 'conformance', samples, bypass });
    return page;
  },
});

/** 复核签名. */
export const sign = action({
  permission: 'sign:connector:department',
  schema: OfVersion,
  page: ({ connector, version }) => versionPath(connector, version),
  verb: async (tx, actor, now, { connector, version }) => {
    await signVersion(tx, actor, now, connector, version);
    return versionPath(connector, version);
  },
});

/** 上线. */
export const goLive = action({
  permission: 'sign:connector:department',
  schema: OfVersion.extend({ from: z.enum(['now', 'end_of_present']) }),
  page: ({ connector, version }) => versionPath(connector, version),
  verb: async (tx, actor, now, { connector, version, from }) => {
    await goLiveVerb(tx, actor, now, connector, version, from);
    return versionPath(connector, version);
  },
});

const Days = z.coerce.number().pipe(z.literal(SUNSET_DAYS));

/** 弃用. */
export const deprecate = action({
  permission: 'connect:connector:department',
  schema: OfVersion.extend({ days: Days }),
  page: ({ connector, version }) => versionPath(connector, version),
  verb: async (tx, actor, now, { connector, version, days }) => {
    await deprecateVersion(tx, actor, now, connector, version, days);
    return versionPath(connector, version);
  },
});
