/** docs/rules.md and docs/rules.ja.md, made from the rules. */
import type { Json } from '../src/core/event.ts';
import { textAt } from '../src/core/fields.ts';
import type { EventPattern } from '../src/core/patterns/pattern.ts';
import { type Language, type Rule, THEMES, type Theme, type Words } from '../src/core/rule.ts';
import { RULES } from '../src/rules/index.ts';

export const PAGES: Readonly<Record<Language, string>> = { en: 'docs/rules.md', ja: 'docs/rules.ja.md' };

const THEME_NAMES: Readonly<Record<Theme, Words>> = {
  signin: { en: 'Sign-in', ja: 'サインイン' },
  root: { en: 'Root user', ja: 'ルートユーザー' },
  iam: { en: 'IAM', ja: 'IAM' },
  tamper: { en: 'Logging and detection', ja: 'ログと検知' },
  notify: { en: 'Notification path', ja: '通知経路' },
  network: { en: 'Network', ja: 'ネットワーク' },
  data: { en: 'Data and keys', ja: 'データと鍵' },
  org: { en: 'Organization', ja: '組織' },
  destroy: { en: 'Destruction', ja: '破壊' },
  findings: { en: 'Findings of AWS', ja: 'AWSの検出結果' },
  own: { en: 'Your own', ja: '独自ルール' },
};

const WORDS = {
  title: { en: 'The built-in rules', ja: '組み込みルール' },
  made: {
    en: 'Made from the rules by `npm run docs`: change the rules, not this file.',
    ja: '`npm run docs` でルールから生成したファイル。変更はルール側で行う。',
  },
  how: {
    en: 'Severity and on or off can be changed per rule and per theme in `login-watch.yaml`; `login-watch rules list` shows the result. A failed attempt at something high or critical is reported as low, titled as an attempt.',
    ja: '重大度とオン・オフは `login-watch.yaml` でルールごと・テーマごとに変更でき、結果は `login-watch rules list` で確認できる。high または critical に当たる操作が失敗した場合は、「試行」として low で通知する。',
  },
  other: { en: '日本語: [rules.ja.md](rules.ja.md)', ja: 'English: [rules.md](rules.md)' },
  off: { en: 'off by default', ja: '既定ではオフ' },
  eventsOnly: { en: 'only with pipeline `events`', ja: 'パイプライン `events` のみ' },
  needs: { en: 'needs', ja: '必要な設定:' },
  theme: { en: 'Theme', ja: 'テーマ' },
  respond: { en: 'What to do:', ja: '対応:' },
  references: { en: 'References', ja: '参考' },
  groups: { en: 'Groups', ja: '分類' },
  index: { en: 'Index by event name', ja: 'イベント名の索引' },
  indexed: {
    en: 'Names that rules ask for; a star stands for any ending, such as the version of Lambda’s API. Rules that take any name are not in it.',
    ja: 'ルールが指定しているイベント名。末尾の * は任意の文字列（LambdaのAPIのバージョンなど）を表す。名前を問わないルールは含まない。',
  },
} satisfies Record<string, Words>;

const HEAD: { readonly [L in Language]: readonly string[] } = {
  en: ['Rule', 'Severity', 'What it tells', 'ATT&CK'],
  ja: ['ルール', '重大度', '内容', 'ATT&CK'],
};
const INDEX_HEAD: { readonly [L in Language]: readonly string[] } = {
  en: ['Event', 'Rules'],
  ja: ['イベント', 'ルール'],
};

export function rulesPage(language: Language): string {
  const themes = THEMES.filter((theme) => ofTheme(theme).length > 0);
  const parts = [
    `# ${WORDS.title[language]}`,
    `${WORDS.made[language]} ${WORDS.other[language]}`,
    WORDS.how[language],
    `${WORDS.groups[language]}: ${[...themes.map((theme) => THEME_NAMES[theme][language]), WORDS.index[language]]
      .map((name) => `[${name}](#${anchorOf(name)})`)
      .join(' · ')}`,
    ...themes.flatMap((theme) => [
      `## ${THEME_NAMES[theme][language]}`,
      `${WORDS.theme[language]}: \`${theme}\``,
      table(ofTheme(theme), language),
      ...ofTheme(theme).map((rule) => section(rule, language)),
    ]),
    `## ${WORDS.index[language]}`,
    WORDS.indexed[language],
    rows(INDEX_HEAD[language], eventIndex()),
  ];
  return `${parts.join('\n\n')}\n`;
}

const ofTheme = (theme: Theme) => RULES.filter((rule) => rule.theme === theme);

function table(rules: readonly Rule[], language: Language): string {
  const cells = rules.map((rule) => [
    linkTo(rule),
    severity(rule, language),
    rule.title[language],
    rule.attack.join(', '),
  ]);
  return rows(HEAD[language], cells);
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const linkTo = ({ id }: Rule) => `[${id}](#${id})`;

/** As GitHub makes it of a heading. */
const anchorOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');

/** Event names in alphabetical order, each with the rules that ask for it. */
function eventIndex(): readonly (readonly string[])[] {
  const byName = new Map<string, Set<string>>();
  for (const rule of RULES) {
    if (rule.on !== undefined) continue;
    for (const name of namesIn(rule.when)) byName.set(name, (byName.get(name) ?? new Set()).add(linkTo(rule)));
  }
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, links]) => [`\`${name}\``, [...links].join(', ')]);
}

function namesIn(pattern: EventPattern): readonly string[] {
  const { eventName, $or } = pattern;
  const own = Array.isArray(eventName) ? eventName.flatMap(indexed) : [];
  const others = Array.isArray($or) ? $or.flatMap((one) => (isPattern(one) ? namesIn(one) : [])) : [];
  return [...own, ...others];
}

/** Lambda's and CloudFront's names end in the API's version: the star stands for it. */
function indexed(name: Json): readonly string[] {
  if (typeof name === 'string') return [name];
  const prefix = textAt(name, 'prefix');
  return prefix === undefined ? [] : [`${prefix}*`];
}

const isPattern = (value: unknown): value is EventPattern =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function severity(rule: Rule, language: Language): string {
  return rule.byDefault === 'off' ? `${rule.severity} (${WORDS.off[language]})` : rule.severity;
}

function section(rule: Rule, language: Language): string {
  const facts = [
    severity(rule, language),
    ...(rule.needs === undefined ? [] : [`${WORDS.needs[language]} \`${rule.needs}\``]),
    ...(rule.on === undefined ? [] : [WORDS.eventsOnly[language]]),
    ...rule.attack.map(
      (technique) => `[ATT&CK ${technique}](https://attack.mitre.org/techniques/${technique.replace('.', '/')}/)`,
    ),
    ...(rule.cis ?? []).map((control) => `CIS v${control.replace(':', ' ')}`),
    ...(rule.securityHub ?? []).map((control) => `Security Hub ${control}`),
  ];
  return [
    `### ${rule.id}`,
    `**${rule.title[language]}** · ${facts.join(' · ')}`,
    rule.why[language],
    WORDS.respond[language],
    rule.respond[language].map((step, index) => `${index + 1}. ${step}`).join('\n'),
    `${WORDS.references[language]}: ${rule.references.map((url) => `<${url}>`).join(', ')}`,
  ].join('\n\n');
}
