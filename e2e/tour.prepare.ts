import { expect, test } from '@playwright/test';
import {
  answerAll,
  begin,
  fileApplication,
  fileClaim,
  openCase,
  question,
  SURVIVORS,
  save,
  typeWhom,
} from './acts/apply.ts';
import { GRANTED, NOT_APPLICABLE, seeState, VERIFYING, WITH_A_PERSON, WITHDRAWN } from './acts/case.ts';
import { keepPart } from './acts/tour.ts';
import { PERSONAS } from './personas.ts';

// The pages that the tests of language, look and width go through; each by somebody who really got there.

test('a granted case and its receipt are there to be looked at', async ({ page }) => {
  const application = await fileApplication(PERSONAS.tour.granted)(page);
  const path = await openCase(SURVIVORS)(page);
  await seeState(GRANTED)(page);
  await page.goto(`${path}/asked`);
  const wrong = await page
    .getByRole('link', { name: /^这一项有误/ })
    .first()
    .getAttribute('href');
  await keepPart(page, 'granted', {
    'application decided': application,
    'application receipt': `${application}/receipt`,
    'no account to correct': `${path}/account`,
    decision: path,
    'who asked': `${path}/asked`,
    'an answer that is wrong': wrong ?? '',
    'applications, one decided': '/applications',
    'withdrawing too late': `${path}/withdraw`,
  });
});

test('a case with an offered commitment and a rejected form are there to be looked at', async ({ page }) => {
  const path = await fileClaim(PERSONAS.tour.offered)(page);
  await seeState(VERIFYING)(page);
  await page.getByRole('link', { name: '看承诺书，再决定' }).first().click();
  await expect(page.getByRole('button', { name: '我承诺' })).toBeVisible();
  const commitment = new URL(page.url()).pathname;
  await begin(page);
  await typeWhom('周建国', '990102195803150012')(page);
  await save(page);
  await expect(page.getByRole('alert', { name: '有一处需要改' })).toBeVisible();
  const rejected = new URL(page.url()).pathname;
  await keepPart(page, 'offered', { status: path, commitment, 'rejected question': rejected });
});

test('a case with a person and a complete draft are there to be looked at', async ({ page }) => {
  const persona = PERSONAS.tour.reviewed;
  const application = await fileApplication(persona)(page);
  const path = await openCase(SURVIVORS)(page);
  await seeState(WITH_A_PERSON)(page);
  await begin(page);
  await answerAll(persona)(page);
  await expect(question('核对一遍，|再提交')(page)).toBeVisible();
  const draft = new URL(page.url()).pathname.replace(/\/check$/, '');
  await keepPart(page, 'reviewed', {
    'case with a person': path,
    'application with a person': application,
    'application just filed': `${application}?filed=1`,
    receipt: `${path}/receipt`,
    withdrawal: `${path}/withdraw`,
    'question whom': `${draft}/whom`,
    'question relation': `${draft}/relation`,
    'question funeral fund': `${draft}/funeral-fund`,
    'question account': `${draft}/account`,
    sources: `${draft}/sources`,
    check: `${draft}/check`,
    'applications, one begun': '/applications',
    'service with a draft': '/services/after-a-death',
  });
});

test('a case that the benefit does not apply to and a withdrawn one are there to be looked at', async ({
  page,
}) => {
  const application = await fileApplication(PERSONAS.tour.declined)(page);
  const path = await openCase(SURVIVORS)(page);
  await seeState(NOT_APPLICABLE)(page);
  const withdrawn = await fileClaim({ ...PERSONAS.tour.declined, deceased: PERSONAS.tour.granted.deceased })(
    page,
  );
  await page.getByRole('link', { name: '撤回申请' }).click();
  await page.getByRole('button', { name: '撤回申请' }).click();
  await seeState(WITHDRAWN)(page);
  await keepPart(page, 'declined', {
    'application of which nothing applies': application,
    'not applicable': path,
    withdrawn,
  });
});
