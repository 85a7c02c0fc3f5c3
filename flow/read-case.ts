import { evidenceTypes } from '#catalogue/index.ts';
import { findAnswers, listParties } from '#db/applications.ts';
import { type CaseRow, findCase, listEvents, type StoredEvent } from '#db/cases.ts';
import { listConnectors } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import type { FactFields } from '#domain/answer.ts';
import { type CaseState, replay } from '#domain/case.ts';
import type { EvidenceType, Texts } from '#domain/evidence.ts';
import type { CaseId, ConnectorId } from '#domain/ids.ts';
import type { Claim } from '#domain/ladder.ts';
import { type Actor, isPermitted } from '#domain/permission.ts';
import { PersonRef } from '#domain/question.ts';
import type { CompiledCriterion } from '#domain/rules.ts';
import type { PartyRole, ServiceDefinition } from '#domain/service.ts';
import { FactPersonal } from './case-facts.ts';
import { DecisionPersonal } from './conclude.ts';
import { Answers } from './draft.ts';
import { open, toOpen } from './open.ts';
import { VerbError } from './problems.ts';
import { getService } from './services.ts';

/** A case as a party of it sees it: everything that was asked, answered and decided, with its sources. */
export interface CaseView {
  row: CaseRow;
  state: CaseState;
  service: ServiceDefinition;
  /** Which facts each criterion of the service reads. */
  criteria: readonly CompiledCriterion[];
  evidenceTypes: readonly EvidenceType[];
  claim: Claim;
  deceased: PersonRef;
  applicant: PersonRef;
  departments: ReadonlyMap<ConnectorId, Texts>;
  history: readonly Pick<StoredEvent, 'seq' | 'at' | 'event'>[];
  /** By step: the fields that the department confirmed or contradicted. */
  fields: ReadonlyMap<string, FactFields>;
  decision: DecisionPersonal | null;
}

/**
 * A case of this actor's own; persons, facts and decision are opened together (one ledger row).
 * @throws VerbError not_found for a case that is not there for this actor
 */
export async function readCase(tx: Tx, actor: Actor, now: Date, id: CaseId): Promise<CaseView> {
  const row = isPermitted(actor, 'read') ? await findCase(tx, id) : undefined;
  const application = row && (await findAnswers(tx, row.applicationId));
  if (row === undefined || application === undefined) throw new VerbError('not_found');
  const service = await getService(tx, row.service, row.serviceVersion);
  const history = await listEvents(tx, id);
  const parties = await listParties(tx, row.applicationId);
  const facts = history.flatMap(({ event, sealed }) =>
    event.type === 'answer.received' && sealed !== null ? [{ step: event.data.step, sealed }] : [],
  );
  const state = replay(history.map(({ event }) => event));
  const decided = state.decision && history.findLast(({ event }) => event.type === 'case.decided')?.sealed;

  const purpose = actor.kind === 'staff' ? 'review' : 'own_case';
  const opened = await open(tx, actor, purpose, now, {
    answers: toOpen(application.answers, Answers),
    persons: parties.map(({ person }) => toOpen(person, PersonRef)),
    facts: facts.map(({ sealed }) => toOpen(sealed, FactPersonal)),
    decision: decided ? toOpen(decided, DecisionPersonal) : null,
  });
  const person = (role: PartyRole) =>
    PersonRef.parse(opened.persons[parties.findIndex((party) => party.role === role)]);
  const connectors = await listConnectors(tx);
  return {
    row,
    state,
    service: service.definition,
    criteria: service.criteria,
    evidenceTypes,
    claim: opened.answers.claim,
    deceased: person('deceased'),
    applicant: person('applicant'),
    departments: new Map(connectors.map(({ id: connector, department }) => [connector, department])),
    history,
    fields: new Map(
      facts.flatMap(({ step }, index) => {
        const fields = opened.facts[index]?.fields;
        return fields ? [[step, fields] as const] : [];
      }),
    ),
    decision: opened.decision,
  };
}

/** What a waiting page polls: the version of a case of this actor's own. @throws VerbError not_found */
export async function readCaseVersion(
  tx: Tx,
  actor: Actor,
  id: CaseId,
): Promise<Pick<CaseRow, 'seq' | 'status' | 'submittedAt'>> {
  const row = isPermitted(actor, 'read') ? await findCase(tx, id) : undefined;
  if (row === undefined) throw new VerbError('not_found');
  return { seq: row.seq, status: row.status, submittedAt: row.submittedAt };
}
