import { NETTED_OFF } from '#flow/testing/drive.ts';
import { confirm, type ScriptedDepartment, say } from './department.ts';

/** A retired man whose death both departments registered; his daughter stands in the same household register. */
export function answerEverything(department: Pick<ScriptedDepartment, 'replies'>): void {
  const { replies } = department;
  replies.set('E-DTH-MED', confirm({ deathDate: '2026-03-18', causeClass: 'NORMAL' }));
  replies.set('E-HUK-CXL', confirm({ cancelledForDeath: true, deathDate: '2026-03-18' }));
  replies.set('E-HH', confirm({ firstRelation: '02', secondRelation: '32' }));
  replies.set('E-PEN-STA', confirm({ scheme: 'EMPLOYEE', status: 'RETIRED' }));
  replies.set(
    'E-PEN-YRS',
    confirm({ actualMonths: 400, deemedMonths: 0, migrated: true, flexible: false, ownPaidFen: 8_600_000 }),
  );
  replies.set('E-PEN-YRS-OLD', say({ kind: 'no_record' }));
  replies.set('E-PEN-ARC', say({ kind: 'no_record' }));
  replies.set(
    'E-PEN-PAY',
    confirm({
      retired: true,
      retireMonth: '2008-04',
      drawnMonths: 216,
      lastPaidMonth: '2026-03',
      monthlyFen: 386_050,
    }),
  );
  replies.set('E-PEN-BAL', confirm({ balanceFen: 0 }));
  replies.set('E-PEN-SUR', say({ kind: 'no_record' }));
  replies.set('E-INJ', say({ kind: 'no_record' }));
  replies.set('E-BNK', confirm({ belongs: true }));
  replies.set('E-FUN-SVC', confirm(NETTED_OFF));
  replies.set('E-CRM', confirm({ cremationDate: '2026-03-20', local: true }));
  replies.set('E-HUK', confirm({ local: true }));
  replies.set('E-WEL', say({ kind: 'no_record' }));
}
