import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { answerOf } from '../../../src/core/stories/answer.ts';
import { asWords } from '../../../src/core/words.ts';
import type { RenderOptions } from '../../../src/render/replay/report.ts';
import { renderTable } from '../../../src/render/replay/table.ts';
import { widthOf } from '../../../src/render/wrap.ts';
import { finding, report } from '../../helpers/host/report.ts';
import { event } from '../../helpers/records/events.ts';

const table: (...args: Parameters<typeof renderTable>) => string = (...args) => [...renderTable(...args)].join('');
const options: RenderOptions = { language: 'en', timezone: 'UTC', columns: 80, colour: false };
const ROOT = finding({
  rule: 'root-login',
  severity: 'critical',
  say: 'Root signed in to account 111122223333 from 198.51.100.7',
});
const MUTED = finding({ severity: 'info', muted: 'business hours', event: event({ minute: 5 }) });

test('80 columns: the rule stands behind the sentence', () => {
  expect(table(report({ findings: [ROOT, MUTED] }), options)).toBe(
    `     Severity  When (UTC)           Finding
🔴✘  critical  2026-11-19 09:00:00  Root signed in to account 111122223333 from
                                    198.51.100.7 [root-login]
🔴✘  info      2026-11-19 09:05:00  alice signed in to the console from
                                    198.51.100.7 (business hours)
                                    [signin-untrusted]

login-watch: 2 findings (1 critical, 1 info)
812 records: 800 inspected, 9 that no rule is about, 3 duplicates; 2026-11-19
00:00:00 – 2026-11-20 00:00:00 +00:00
`,
  );
});

test('stories of low severity, and of medium severity without a sentence, are counted', () => {
  const severities = ['high', ...Array(8).fill('medium'), 'low', 'low', 'low', 'info'] as const;
  const findings = severities.map((severity, at) =>
    finding({ severity, event: event({ minute: at, actor: { name: `user-${at}` }, address: `198.51.100.${at}` }) }),
  );
  const text = table(report({ findings, answer: answerOf(findings) }), { ...options, columns: 120, isSummary: true });
  const told = text.split('\n').filter((line) => /^(?:high|medium) /.test(line)).length;
  expect(text).toContain(`${severities.length - 1 - told} stories of medium or low severity besides\n`);
});

test('wide: the region and the rule have columns', () => {
  expect(table(report({ findings: [ROOT] }), { ...options, columns: 140, timezone: 'Asia/Tokyo' })).toBe(
    `     Severity  When (Asia/Tokyo)    Finding                                                   Region     Rule
🔴✘  critical  2026-11-19 18:00:00  Root signed in to account 111122223333 from 198.51.100.7  us-east-1  root-login

login-watch: 1 finding (1 critical)
812 records: 800 inspected, 9 that no rule is about, 3 duplicates; 2026-11-19 09:00:00 – 2026-11-20 09:00:00 +09:00
`,
  );
});

describe('the account', () => {
  const other = finding({ event: event({ account: '444455556666' }), accountName: 'payments' });

  test('stands in a column of its own where there are several', () => {
    const text = table(report({ findings: [ROOT, other] }), { ...options, columns: 120 });
    expect(text.split('\n').slice(0, 3)).toEqual([
      '     Severity  When (UTC)           Account       Finding                                               Rule',
      '🔴✘  critical  2026-11-19 09:00:00  111122223333  Root signed in to account 111122223333 from           root-login',
      '                                                  198.51.100.7',
    ]);
    expect(text).toMatch(/ payments {6}alice signed in .* signin-untrusted\n/);
  });

  test('stands there too where the only one has a name, in narrow terminals before the sentence', () => {
    expect(table(report({ findings: [other] }), options)).toMatch(/ payments {2}alice signed in/);
  });

  test('a long name is cut, and drives no terminal', () => {
    const evil = finding({ accountName: `\u001b[2J${'x'.repeat(80)}` });
    expect(table(report({ findings: [evil] }), options)).toMatch(/\\u\{1b\}\[2Jx{45}…(?: |$)/m);
  });
});

test('Japanese takes two columns a character, and no line is too wide', () => {
  const say = 'アカウント 111122223333 のルートユーザーが 198.51.100.7 からメールアドレスを変更しました';
  const text = table(report({ findings: [finding({ say, severity: 'critical' })] }), {
    ...options,
    language: 'ja',
  });
  expect(text).toBe(
    `     重大度  いつ (UTC)           内容
🔴✘  緊急    2026-11-19 09:00:00  アカウント 111122223333 のルートユーザーが
                                  198.51.100.7 からメールアドレスを変更しました
                                  [signin-untrusted]

login-watch：検出 1件（緊急 1件）
記録 812件（調査 800件、ルールの対象外 9件、重複 3件）、2026-11-19 00:00:00 –
2026-11-20 00:00:00 +00:00
`,
  );
  expect(text.split('\n').filter((line) => widthOf(line) > 82)).toEqual([]);
});

test('colours change nothing but colours', () => {
  const findings = [ROOT, MUTED];
  const coloured = table(report({ findings }), { ...options, colour: true });
  expect(coloured).toContain('\u001b[');
  expect(stripVTControlCharacters(coloured)).toBe(table(report({ findings }), options));
});

test('tells what is missing: regions, failures, limits, trusted networks, and that it was stopped', () => {
  const troubled = report({
    partial: true,
    noTrustedNetwork: true,
    leftOut: 4,
    notCovered: [
      { region: 'me-south-1', reason: asWords('AccessDenied') },
      { region: null, reason: asWords('data events'), hint: asWords('Look there.') },
    ],
    failures: [{ rule: 'own-rule', eventId: 'e1', reason: 'boom' }],
  });
  expect(table(troubled, options)).toBe(
    `Nothing found.
812 records: 800 inspected, 9 that no rule is about, 3 duplicates; 2026-11-19
00:00:00 – 2026-11-20 00:00:00 +00:00
4 findings left out by --limit
No trusted network is set, so no sign-in is judged. List your networks under
\`trusted\` in login-watch.yaml.

Stopped early: this is only a part.

Not looked at:
  me-south-1: AccessDenied
  data events
  Look there.

Rules that failed (please report them):
  own-rule, e1, boom
`,
  );
});

test('nothing from an event drives the terminal', () => {
  const evil = finding({
    say: 'a\u001b[2J\u202eb\nc\u009b31m',
    event: event({ account: '\u001b]0;x\u0007', region: '\u001b[31m' }),
  });
  const text = table(
    report({ findings: [evil, ROOT], notCovered: [{ region: '\u001b[31m', reason: asWords('\u202e') }] }),
    { ...options, columns: 160 },
  );
  expect(text).toContain('a\\u{1b}[2J\\u{202e}b\\u{a}c\\u{9b}31m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
});
