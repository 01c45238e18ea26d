/** The page of an audit: the verdict, the checks by group with their paths, and what wasn't looked at. */
import { SEVERITIES } from '../src/core/rule.ts';
import { AUDIT_PAGE_WORDS, type AuditPageWords } from '../src/messages/audit/page.ts';
import { AUDIT_WORDS } from '../src/messages/audit/report.ts';
import { comparedParts } from '../src/render/audit/compared.ts';
import type { AuditHead } from '../src/render/html/audit-model.ts';
import { checksSection } from './audit-checks.ts';
import { type Change, startPage } from './choices.ts';
import { element, name } from './dom.ts';
import { headerOf } from './header.ts';
import type { State } from './state.ts';
import { inLanguage, isLanguage, section, severityTag, textsIn, timeText, type View } from './view.ts';

const app = document.getElementById('app') ?? document.body;

export type AuditView = Pick<View, 'language' | 'words' | 'messages'> & {
  readonly head: AuditHead;
  readonly page: AuditPageWords;
  readonly results: Readonly<Record<'pass' | 'fail' | 'unknown', string>>;
  readonly state: State;
  readonly change: Change;
};

export const startAudit = (head: AuditHead): void => startPage((now, change) => drawAudit(head, now, change));

/** Returns what shows the checks that fit the state now. */
function drawAudit(head: AuditHead, now: () => State, change: Change): () => void {
  const asked = now().lang;
  const texts = textsIn(isLanguage(asked) ? asked : head.language);
  const { language } = texts;
  const view: AuditView = {
    head,
    ...texts,
    page: AUDIT_PAGE_WORDS[language],
    results: AUDIT_WORDS[language].results,
    change,
    get state() {
      return now();
    },
  };
  const { page } = view;
  document.documentElement.lang = language;
  document.title = page.title;
  const checks = checksSection(view);
  const about = page.about(head.account, head.regions.length, timeText(head.time, head.timezone), head.timezone);
  const main = element(
    'main',
    {},
    verdictSection(view),
    comparedSection(view),
    checks.section,
    section(
      'limits',
      page.section.limits,
      element('ul', {}, ...head.limits.map((limit) => element('li', {}, name(inLanguage(limit, view))))),
      element('p', { class: 'soft' }, page.program(head.program)),
    ),
  );
  const look = { head, words: view.words, language, state: now(), change };
  app.replaceChildren(headerOf(look, page.title, { text: page.skip, to: 'checks-title' }, [], about), main);
  checks.update();
  return checks.update;
}

function verdictSection(view: AuditView): HTMLElement {
  const { head, page, results } = view;
  const counts = (['fail', 'unknown', 'pass'] as const).map((result) =>
    element('li', {}, element('span', { class: `result ${result}` }, results[result]), ` ${head.counts[result]}`),
  );
  const failed = head.checks.filter(({ result }) => result === 'fail');
  const severities = SEVERITIES.flatMap((severity) => {
    const count = failed.filter((check) => check.severity === severity).length;
    return count === 0 ? [] : [element('li', {}, severityTag(severity, view), ` ${count}`)];
  });
  return section(
    'verdict',
    page.section.verdict,
    element('p', {}, element('strong', {}, inLanguage(head.verdict, view))),
    element('ul', { class: 'chips', 'aria-label': page.counts }, ...counts),
    severities.length === 0 ? undefined : element('ul', { class: 'chips', 'aria-label': page.failures }, ...severities),
  );
}

function comparedSection({ head, page, language }: AuditView): HTMLElement | undefined {
  if (head.compared === null) return undefined;
  const [about, ...parts] = comparedParts(head.compared, language);
  const list = (items: readonly string[]) =>
    items.length === 0 ? [] : [element('ul', {}, ...items.map((item) => element('li', {}, name(item))))];
  return section(
    'compared',
    page.section.compared,
    element('p', {}, about?.head),
    ...list(about?.items ?? []),
    ...parts.flatMap(({ head: heading, items }) => [element('h3', {}, heading), ...list(items)]),
  );
}
