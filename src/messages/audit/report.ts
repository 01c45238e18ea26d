/** The words around the verdicts of an audit. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

interface ReportWords {
  readonly head: readonly [check: string, result: string, severity: string, found: string];
  readonly results: Readonly<Record<'pass' | 'fail' | 'unknown', string>>;
  /** The sentence on top. */
  readonly verdict: (counts: Readonly<Record<'pass' | 'fail' | 'unknown', number>>) => string;
  readonly place: (account: string, regions: number) => string;
  readonly todo: string;
  /** After a remedy: the checks that it concerns. */
  readonly closes: (checks: readonly string[]) => string;
  /** Where remedies have lines to paste that aren't shown. */
  readonly commandsIn: string;
  /** Above lines for login-watch.yaml. */
  readonly inSettings: string;
  readonly evidence: string;
  readonly limits: string;
  /** Things that no audit looks at. */
  readonly notLookedAt: readonly string[];
  readonly onlyRegions: (regions: readonly string[]) => string;
  readonly onlyChecks: (checks: readonly string[]) => string;
  readonly reading: string;
  readonly read: (done: number, all: number) => string;
  readonly noCheck: (text: string, near: string | undefined) => { readonly message: string; readonly hint: string };
}

const MOST_NAMED = 4;

const en: ReportWords = {
  head: ['Check', 'Result', 'Severity', 'Finding'],
  results: { pass: 'pass', fail: 'fail', unknown: 'unknown' },
  verdict: ({ pass, fail, unknown }) => {
    const rest = unknown > 0 ? ` ${counted(unknown, 'check')} couldn't be judged.` : '';
    if (pass + fail + unknown === 0) return 'No check was judged.';
    if (fail === 0)
      return unknown > 0
        ? `No check failed${pass > 0 ? `, ${pass} passed` : ''}.${rest}`
        : `All ${pass} checks passed.`;
    return `${fail} of ${counted(pass + fail + unknown, 'check')} failed.${rest}`;
  },
  place: (account, regions) => `Account ${account}, ${counted(regions, 'region')}`,
  todo: 'What to do:',
  closes: (checks) =>
    checks.length > MOST_NAMED
      ? `(${checks.slice(0, MOST_NAMED).join(', ')} and ${checks.length - MOST_NAMED} more)`
      : `(${checks.join(', ')})`,
  commandsIn: '`login-watch audit --verbose` prints the commands for these, `--format json` too.',
  inSettings: 'In login-watch.yaml, then:',
  evidence: 'Evidence:',
  limits: 'Not looked at:',
  notLookedAt: [
    'whether a function, an HTTPS endpoint or a program that reads a queue alerts anybody; whether mail is read',
    'what becomes of records in streams, state machines and other accounts',
    'several calls at once that silence an alert before their records arrive, and who could give themselves the permission; who may change the roles of trails and rules, or the readers of queues',
    'policies of the organization, but where they decide who may silence an alert; findings of GuardDuty; Security Hub',
    'whether files of a trail are missing (`login-watch replay --verify`); whether events that come without a trail arrive, and telemetry rules of the organization',
    'whether an alert really arrives: nothing is triggered without --live',
  ],
  onlyRegions: (regions) => `regions other than ${regions.join(', ')}`,
  onlyChecks: (checks) => `checks other than ${checks.join(', ')}`,
  reading: 'Reading the account',
  read: (done, all) => `Reading the account, ${done} of ${counted(all, 'region')} done`,
  noCheck: (text, near) => ({
    message: `${text} is neither a check nor a group of checks.`,
    hint: `${near === undefined ? '' : `Did you mean ${near}? `}Groups are recording, doors, sign-ins, controls, rules and silence; \`login-watch audit --format json\` shows the ids.`,
  }),
};

const ja: ReportWords = {
  head: ['チェック', '結果', '重大度', '内容'],
  results: { pass: '合格', fail: '不合格', unknown: '不明' },
  verdict: ({ pass, fail, unknown }) => {
    const rest = unknown > 0 ? `${unknown}件は判定できませんでした。` : '';
    if (pass + fail + unknown === 0) return '判定したチェックはありません。';
    if (fail === 0)
      return unknown > 0
        ? `不合格はありません${pass > 0 ? `（合格${pass}件）` : ''}。${rest}`
        : `${pass}件すべてに合格しました。`;
    return `${pass + fail + unknown}件中${fail}件が不合格です。${rest}`;
  },
  place: (account, regions) => `アカウント ${account}、${regions}リージョン`,
  todo: '対処:',
  closes: (checks) =>
    checks.length > MOST_NAMED
      ? `（${checks.slice(0, MOST_NAMED).join('、')}、ほか${checks.length - MOST_NAMED}件）`
      : `（${checks.join('、')}）`,
  commandsIn: 'コマンドは `login-watch audit --verbose` または `--format json` で表示できます。',
  inSettings: 'login-watch.yaml に設定し、デプロイします：',
  evidence: '根拠:',
  limits: '確認していないこと:',
  notLookedAt: [
    '関数、HTTPSエンドポイント、キューの読み取り元が誰かに通知するかどうか、メールが読まれるかどうか',
    'ストリーム・ステートマシン・他のアカウントに渡った記録の扱い',
    '記録が届く前に複数の操作で通知を止められるかどうか、自分に権限を付与できる利用者、証跡・ルールのロールやキューの読み取り元を変更できる利用者',
    '組織のポリシー（通知を止められるかどうかの判定を除く）、GuardDutyの検出結果、Security Hub',
    '証跡のファイルの欠落（`login-watch replay --verify` で確認できます）、証跡なしで出力されるイベントの到着、組織のテレメトリルール',
    '通知が実際に届くかどうか（--live を付けない限り、何も発生させません）',
  ],
  onlyRegions: (regions) => `${regions.join('、')} 以外のリージョン`,
  onlyChecks: (checks) => `${checks.join('、')} 以外のチェック`,
  reading: 'アカウントを読み取っています',
  read: (done, all) => `アカウントを読み取っています（${all}リージョン中${done}リージョン完了）`,
  noCheck: (text, near) => ({
    message: `${text} は、チェックの名前でもグループの名前でもありません。`,
    hint: `${near === undefined ? '' : `もしかして：${near}。`}グループは recording、doors、sign-ins、controls、rules、silence です。チェックの名前は \`login-watch audit --format json\` で確認できます。`,
  }),
};

export const AUDIT_WORDS: WordTable<ReportWords> = { en, ja };
