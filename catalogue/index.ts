import { z } from 'zod';
import { EvidenceType } from '#domain/evidence.ts';
import { ServiceDefinition } from '#domain/service.ts';
import { birthCertificate } from './evidence/E-BIR.ts';
import { bankAccount } from './evidence/E-BNK.ts';
import { deathCertificate } from './evidence/E-DTH-MED.ts';
import { household } from './evidence/E-HH.ts';
import { householdCancellation } from './evidence/E-HUK-CXL.ts';
import { workInjury } from './evidence/E-INJ.ts';
import { pensionPayments } from './evidence/E-PEN-PAY.ts';
import { pensionStatus } from './evidence/E-PEN-STA.ts';
import { survivorPayments } from './evidence/E-PEN-SUR.ts';
import { contributions } from './evidence/E-PEN-YRS.ts';
import { oldContributions } from './evidence/E-PEN-YRS-OLD.ts';
import { survivorBenefit } from './survivor-benefit/definition.ts';

/** Every evidence type that this city's departments can be asked for. */
export const evidenceTypes: readonly EvidenceType[] = z
  .array(EvidenceType)
  .parse([
    birthCertificate,
    bankAccount,
    deathCertificate,
    household,
    householdCancellation,
    workInjury,
    pensionPayments,
    pensionStatus,
    survivorPayments,
    contributions,
    oldContributions,
  ]);

/** The services as the repository ships them. Published versions live in the database; these are their first. */
export const services: readonly ServiceDefinition[] = z.array(ServiceDefinition).parse([survivorBenefit]);

/** @throws Error if the catalogue has no such service */
export function getService(id: string): ServiceDefinition {
  const service = services.find((candidate) => candidate.id === id);
  if (service === undefined) throw new Error(`no service ${id}`);
  return service;
}

/** @throws Error if the catalogue has no such evidence type */
export function getEvidenceType(code: string): EvidenceType {
  const evidence = evidenceTypes.find((candidate) => candidate.code === code);
  if (evidence === undefined) throw new Error(`no evidence type ${code}`);
  return evidence;
}
