import { z } from 'zod';
import { Bundle } from '#domain/bundle.ts';
import { EvidenceType } from '#domain/evidence.ts';
import { ServiceDefinition } from '#domain/service.ts';
import { afterADeath } from './after-a-death/bundle.ts';
import { birthCertificate } from './evidence/E-BIR.ts';
import { bankAccount } from './evidence/E-BNK.ts';
import { cremation } from './evidence/E-CRM.ts';
import { deathCertificate } from './evidence/E-DTH-MED.ts';
import { funeralServices } from './evidence/E-FUN-SVC.ts';
import { household } from './evidence/E-HH.ts';
import { residence } from './evidence/E-HUK.ts';
import { householdCancellation } from './evidence/E-HUK-CXL.ts';
import { workInjury } from './evidence/E-INJ.ts';
import { marriage } from './evidence/E-MAR.ts';
import { archiveContributions } from './evidence/E-PEN-ARC.ts';
import { accountBalance } from './evidence/E-PEN-BAL.ts';
import { pensionPayments } from './evidence/E-PEN-PAY.ts';
import { pensionStatus } from './evidence/E-PEN-STA.ts';
import { survivorPayments } from './evidence/E-PEN-SUR.ts';
import { contributions } from './evidence/E-PEN-YRS.ts';
import { oldContributions } from './evidence/E-PEN-YRS-OLD.ts';
import { welfare } from './evidence/E-WEL.ts';
import { funeralService } from './funeral-service/definition.ts';
import { pensionRepayment } from './pension-repayment/definition.ts';
import { personalAccount } from './personal-account/definition.ts';
import { residentPension } from './resident-pension/definition.ts';
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
    archiveContributions,
    accountBalance,
    marriage,
    residence,
    cremation,
    funeralServices,
    welfare,
  ]);

/** The services as the repository ships them. Published versions live in the database; these are their first. */
export const services: readonly ServiceDefinition[] = z
  .array(ServiceDefinition)
  .parse([survivorBenefit, personalAccount, residentPension, funeralService, pensionRepayment]);

/** What a resident applies for. */
export const bundles: readonly Bundle[] = z.array(Bundle).parse([afterADeath]);

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

/** @throws Error if the catalogue has no such bundle */
export function getBundle(id: string): Bundle {
  const bundle = bundles.find((candidate) => candidate.id === id);
  if (bundle === undefined) throw new Error(`no bundle ${id}`);
  return bundle;
}
