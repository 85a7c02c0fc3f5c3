import { useTranslations } from 'next-intl';
import { nearDateWords } from '../cases/when-words.ts';
import { LinkList } from '../ui/button.tsx';
import { civilDateOf, timeWords } from '../ui/date-words.ts';
import { ListTitle, Section } from '../ui/record.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { type ApplicationModel, applicationSteps, countAsked } from './application-model.ts';
import type { OwnApplicationView } from './own-application.ts';

type SectionsProps = { application: OwnApplicationView; model: ApplicationModel; path: string };

/** Papers that were not needed, what happened when, and what one can do. */
export function ApplicationSections({ application, model, path }: SectionsProps) {
  const t = useTranslations('application');
  const { asked, papers } = countAsked(application.cases);
  return (
    <>
      <Section title={t('papers.title')}>
        <p>{t('papers.text', { asked, papers })}</p>
      </Section>
      <Steps application={application} model={model} />
      <Section title={t('can.title')}>
        <LinkList
          links={[
            { href: `${path}/receipt`, label: t('can.receipt') },
            { href: '/applications', label: t('can.all') },
            ...(model.state === 'withdrawn'
              ? [{ href: `/services/${application.bundle.id}`, label: t('can.again') }]
              : []),
            { href: 'tel:12345', label: t('can.help') },
          ]}
        />
        <p className="small soft">{t('can.print')}</p>
      </Section>
    </>
  );
}

function Steps({ application, model }: Omit<SectionsProps, 'path'>) {
  const t = useTranslations('application');
  const [first] = application.cases;
  if (first === undefined) return null;
  const { words, now } = first;
  const when = (at: string) => (
    <time dateTime={at}>
      {nearDateWords(words.locale, civilDateOf(at), now)} {timeWords(at)}
    </time>
  );
  const all = [...model.items, ...model.notApplicable, ...model.repayments];
  const steps = applicationSteps(all).map(({ title, step }) => ({
    key: step.key,
    when: step.at === null ? null : when(step.at),
    what: t(`step.${step.say}`, { title }),
  }));
  const filed = application.filedAt.toISOString();
  return (
    <>
      <ListTitle remark={t('stepsRemark')}>{t('steps')}</ListTitle>
      <Timeline entries={[{ key: 'filed', when: when(filed), what: t('stepFiled') }, ...steps]} />
    </>
  );
}
