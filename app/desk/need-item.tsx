import { useLocale, useTranslations } from 'next-intl';
import { fen, formatFen } from '#domain/money.ts';
import type { Need } from '#domain/outcome.ts';
import type { ServiceDefinition } from '#domain/service.ts';
import { Details } from '../ui/details.tsx';
import type { DeskForm } from './desk-field.tsx';
import type { DeskPage } from './desk-page.ts';
import { DetermineForm } from './determine-form.tsx';
import { FactsTable } from './facts-table.tsx';
import { JudgeForm } from './judge-form.tsx';
import { needForm } from './need-forms.ts';

type NeedItemProps = { need: Need; page: DeskPage; number: number };

/** One open need: what it is and why, what the departments hold on it side by side, and the one form that settles it. */
export function NeedItem({ need, page, number }: NeedItemProps) {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  const { desk, facts } = page;
  const { service } = desk.view;
  const form = needForm(need, desk.assessment, fillable(page));
  const behind = 'requirements' in form ? form.requirements : [];
  const shown = facts.filter(({ requirement }) => behindNeed(need, page, behind).includes(requirement));
  const clause = clauseOf(service, need)?.[locale];
  const title = useNeedTitle(service)(need);
  return (
    <li className="need">
      <div className="need-head">
        <h3>{t('need.numbered', { number, title })}</h3>
        {clause === undefined ? null : <p className="soft small">{clause}</p>}
      </div>
      <p>{useWhy(service)(need)}</p>
      {shown.length === 0 ? null : <FactsTable caption={t('need.held', { title })} facts={shown} />}
      <NeedForms need={need} page={page} />
    </li>
  );
}

function NeedForms({ need, page }: { need: Need; page: DeskPage }) {
  const t = useTranslations('desk-case');
  const { desk, seen } = page;
  const form = needForm(need, desk.assessment, fillable(page));
  const mayDetermine = desk.actions.has('determine');
  if (form.kind === 'judge') {
    return (
      <>
        {desk.actions.has('judge') ? (
          <JudgeForm criterion={form.criterion} seen={seen} of={page.formOf(`judge-${form.criterion}`)} />
        ) : null}
        {mayDetermine
          ? form.requirements.map((id) => (
              <Redetermine key={id} id={id} page={page} of={page.formOf(`determine-${id}`)} />
            ))
          : null}
      </>
    );
  }
  if (form.kind === 'determine') {
    if (form.requirements.length === 0) return <p className="soft">{t('need.refuseOnly')}</p>;
    return mayDetermine ? form.requirements.map((id) => <Determine key={id} id={id} page={page} />) : null;
  }
  return null;
}

function Determine({ id, page }: { id: string; page: DeskPage }) {
  const locale = useLocale();
  const { desk, seen } = page;
  const title = desk.view.service.requirements.find((each) => each.id === id)?.title[locale] ?? id;
  const fields = desk.fields.get(id) ?? [];
  return (
    <DetermineForm
      requirement={id}
      title={title}
      fields={fields}
      seen={seen}
      of={page.formOf(`determine-${id}`)}
    />
  );
}

/** The other way to settle a criterion: one of its facts is wrong. Open when it came back with faults. */
function Redetermine({ id, page, of }: { id: string; page: DeskPage; of: DeskForm }) {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  const title = page.desk.view.service.requirements.find((each) => each.id === id)?.title[locale] ?? id;
  const summary = t('need.instead', { title });
  if (of.typed === undefined)
    return (
      <Details summary={summary}>
        <Determine id={id} page={page} />
      </Details>
    );
  return <Determine id={id} page={page} />;
}

function fillable({ desk }: DeskPage): ReadonlySet<string> {
  return new Set([...desk.fields].flatMap(([id, fields]) => (fields.length > 0 ? [id] : [])));
}

/** The requirements whose sources are set side by side: all that a criterion reads, also those that have no fields. */
function behindNeed(need: Need, { desk }: DeskPage, behind: readonly string[]): readonly string[] {
  if (need.kind === 'requirement') return [need.id];
  if (need.kind !== 'criterion') return behind;
  return desk.assessment.criteria.find(({ id }) => id === need.id)?.reads ?? behind;
}

function clauseOf(service: ServiceDefinition, need: Need) {
  if (need.kind === 'criterion') return service.criteria.find(({ id }) => id === need.id)?.clause;
  return need.kind === 'amount' ? service.amounts.find(({ id }) => id === need.id)?.clause : undefined;
}

function useNeedTitle(service: ServiceDefinition): (need: Need) => string {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  return (need) => {
    switch (need.kind) {
      case 'requirement':
        return service.requirements.find(({ id }) => id === need.id)?.title[locale] ?? need.id;
      case 'criterion':
        return service.criteria.find(({ id }) => id === need.id)?.statement[locale] ?? need.id;
      case 'amount':
        return service.amounts.find(({ id }) => id === need.id)?.label[locale] ?? need.id;
      case 'parameter':
        return service.parameters.find(({ name }) => name === need.name)?.label[locale] ?? need.name;
      case 'limit':
      case 'already_granted':
      case 'signature':
        return t(`need.title.${need.kind}`);
    }
  };
}

/** Why it is open. */
function useWhy(service: ServiceDefinition): (need: Need) => string {
  const t = useTranslations('desk-case');
  const locale = useLocale();
  return (need) => {
    switch (need.kind) {
      case 'requirement':
        return t(`why.${need.reason}`);
      case 'criterion':
        return service.criteria.find(({ id }) => id === need.id)?.message[locale] ?? t('need.why.criterion');
      case 'parameter':
        return t('need.why.parameter', { on: need.on });
      case 'limit':
        return t('need.why.limit', { limit: formatFen(fen(need.limitFen)) });
      case 'amount':
      case 'already_granted':
      case 'signature':
        return t(`need.why.${need.kind}`);
    }
  };
}
