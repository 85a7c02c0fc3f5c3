import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { parseBankCard } from '#domain/bank-card.ts';
import type { FieldFault } from '#domain/form.ts';
import { cleanIdInput } from '#domain/identifiers.ts';
import { isAllowed } from '#domain/permission.ts';
import { faultMessage } from '../../../apply/question.ts';
import { findKeptForm } from '../../../parked.ts';
import { ActionLink, Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { documentTitle } from '../../../ui/document-title.ts';
import { Field } from '../../../ui/field.tsx';
import { guardedPage } from '../../../ui/guarded-page.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PhraseTitle } from '../../../ui/phrase-title.tsx';
import { QuestionFrame } from '../../../ui/question-frame.tsx';
import { correctPayee } from '../../actions.ts';
import type { CaseContext } from '../../case-context.ts';
import { CaseMargin } from '../../case-margin.tsx';
import { caseIdOf, ownCase } from '../../own-case.ts';
import { paymentOf } from '../../payment.ts';

type AccountPageProps = { params: Promise<{ case: string }> };

const FAULTS = { E_LEN: 'card_length', E_CHAR: 'card_characters', E_CHECK: 'card_check' } as const;

export async function generateMetadata({ params }: AccountPageProps): Promise<Metadata> {
  const t = await getTranslations('case');
  const typed = await findTyped((await params).case);
  return { title: await documentTitle(t('account.documentTitle'), { rejected: faultOf(typed) !== null }) };
}

/** The number that was sent and not taken, or that was typed when the session ended. */
async function findTyped(id: string): Promise<string | null> {
  return (await findKeptForm(`/cases/${id}/account`))?.account ?? null;
}

function faultOf(typed: string | null): FieldFault | null {
  if (typed === null) return null;
  if (typed.trim() === '') return 'missing';
  const parsed = parseBankCard(cleanIdInput(typed).value);
  return parsed.ok ? null : FAULTS[parsed.code];
}

/** 更正收款账户: the bank has sent the money back, and the payee names another account of her own. */
export default guardedPage<AccountPageProps>(async ({ params }) => {
  const id = caseIdOf((await params).case);
  const context = await ownCase(id, `/cases/${id}/account`);
  const { view, words } = context;
  const t = await getTranslations('case');
  const margin = <CaseMargin number={view.row.number} service={view.service.shortTitle[words.locale]} />;
  const payment = paymentOf(context);
  if (payment?.state !== 'bounced' || !isAllowed(view.state.status, 'correct_account')) {
    return (
      <PageHead margin={margin} title={t('account.closedTitle')} lead={t('account.closedLead')}>
        <Actions>
          <LinkButton href={`/cases/${id}`}>{t('account.back')}</LinkButton>
        </Actions>
      </PageHead>
    );
  }
  const typed = await findTyped(id);
  const { label, message } = await accountWords(context, faultOf(typed));
  return (
    <QuestionFrame
      service={view.service.shortTitle[words.locale]}
      errors={message === undefined ? [] : [{ field: 'account', message }]}
    >
      <h1>
        <PhraseTitle>{t('account.title')}</PhraseTitle>
      </h1>
      <p className="lead">{t(`account.${payment.reason}`)}</p>
      <p>{t('account.own')}</p>
      <form action={correctPayee} noValidate>
        <input type="hidden" name="case" value={id} />
        <Field
          name="account"
          label={label}
          hint={t('account.hint')}
          value={typed ?? ''}
          error={message}
          width="number"
          inputMode="numeric"
          autoComplete="cc-number"
        />
        <Actions>
          <Button>{t('account.button')}</Button>
          <ActionLink href={`/cases/${id}`}>{t('account.back')}</ActionLink>
        </Actions>
      </form>
    </QuestionFrame>
  );
});

/** The label of the account on the form of the service, and what is wrong with what was typed, in the same words. */
async function accountWords({ view, words }: CaseContext, fault: FieldFault | null) {
  const field = view.service.pages.flatMap(({ fields }) => fields).find(({ id }) => id === 'account');
  if (field === undefined) throw new Error('the form asks for the account that money goes to');
  const message = fault === null ? undefined : await faultMessage(field, fault, words.locale);
  return { label: field.label[words.locale], message };
}
