/** The words of a plan, and of the proof that what it made works, in each language. */
import type { Language } from '../core/rule.ts';

export interface DeployWords {
  readonly head: (account: string, region: string, caller: string) => string;
  readonly trail: (what: string) => string;
  readonly newTrail: string;
  readonly ownTrail: string;
  readonly usedTrail: (name: string, isOrganization: boolean) => string;
  readonly title: Readonly<Record<'others' | 'unwanted' | 'merges' | 'unplanned' | 'notes' | 'rights', string>>;
  readonly stackName: (name: string) => string;
  /** What follows the stack's name. */
  readonly stack: Readonly<Record<'create' | 'update' | 'none', string>>;
  readonly columns: readonly [resource: string, type: string, change: string];
  readonly onlyOutputs: string;
  readonly change: Readonly<Record<'add' | 'remove' | 'import', string>>;
  readonly replaced: Readonly<Record<'yes' | 'maybe' | 'no', string>>;
  readonly right: (role: string, actions: string, resources: string) => string;
  readonly unwanted: (stack: string, region: string, because: string) => string;
  readonly forwarder: Readonly<Record<'create' | 'update' | 'none', (regions: string, resources: number) => string>>;
  readonly hops: readonly [pipeline: string, step: string, outcome: string, after: string, detail: string];
  readonly outcome: Readonly<Record<'ok' | 'failed', string>>;
  readonly records: (count: number) => string;
  readonly sent: string;
}

const resources = (count: number) => `${count} resource${count === 1 ? '' : 's'}`;

const en: DeployWords = {
  head: (account, region, caller) => `Account ${account}, region ${region}, as ${caller}`,
  trail: (what) => `Trail: ${what}`,
  newTrail: 'a new one is made, of all regions, with a log group',
  ownTrail: 'its own, of all regions, with a log group',
  usedTrail: (name, isOrganization) => `${name} is used as it is${isOrganization ? ' (the organization’s)' : ''}`,
  title: {
    others: 'In other regions:',
    unwanted: 'Needed no more, and deleted:',
    merges: 'What exists already and is added to:',
    unplanned: 'Left out this time:',
    notes: 'Good to know:',
    rights: 'Its roles may:',
  },
  stackName: (name) => `Stack ${name}`,
  stack: { create: 'is made:', update: 'changes:', none: 'stays as it is' },
  columns: ['Resource', 'Type', 'What changes'],
  onlyOutputs: 'only its outputs or tags change',
  change: { add: 'new', remove: 'goes', import: 'exists, and is taken over' },
  replaced: { yes: 'is made anew, what it held is lost', maybe: 'may be made anew', no: '' },
  right: (role, actions, on) => `${role}: ${actions} on ${on}`,
  unwanted: (stack, region, because) => `stack ${stack} in ${region}: ${because}`,
  forwarder: {
    create: (regions, count) => `forwarder is made (${resources(count)}) in ${regions}`,
    update: (regions, count) => `forwarder changes (${resources(count)}) in ${regions}`,
    none: (regions) => `forwarder stays as it is in ${regions}`,
  },
  hops: ['Pipeline', 'Step', 'Outcome', 'After', 'What happened'],
  outcome: { ok: 'ok', failed: 'failed' },
  records: (count) => `found ${count} record${count === 1 ? '' : 's'}`,
  sent: 'sent',
};

const ja: DeployWords = {
  head: (account, region, caller) => `アカウント ${account}、リージョン ${region}、実行者 ${caller}`,
  trail: (what) => `証跡：${what}`,
  newTrail: '全リージョンを記録し、ロググループを持つ証跡を新しく作る',
  ownTrail: 'このデプロイで作った証跡（全リージョン、ロググループあり）',
  usedTrail: (name, isOrganization) => `${name} をそのまま使う${isOrganization ? '（組織の証跡）' : ''}`,
  title: {
    others: 'ほかのリージョン：',
    unwanted: '不要になり削除するもの：',
    merges: '既にあるものへの追加：',
    unplanned: '今回は除くもの：',
    notes: '補足：',
    rights: 'ロールに許すこと：',
  },
  stackName: (name) => `スタック ${name}`,
  stack: { create: 'を作成：', update: 'を変更：', none: 'は変更なし' },
  columns: ['リソース', '種類', '変更内容'],
  onlyOutputs: '出力とタグだけが変わる',
  change: { add: '新規', remove: '削除', import: '既にあるものを引き継ぐ' },
  replaced: { yes: '作り直し（中身は失われる）', maybe: '作り直す可能性あり', no: '' },
  right: (role, actions, on) => `${role}：${actions}（対象 ${on}）`,
  unwanted: (stack, region, because) => `${region} のスタック ${stack}：${because}`,
  forwarder: {
    create: (regions, count) => `${regions} に forwarder を作成（リソース${count}個）`,
    update: (regions, count) => `${regions} の forwarder を変更（リソース${count}個）`,
    none: (regions) => `${regions} の forwarder は変更なし`,
  },
  hops: ['パイプライン', '段階', '結果', '経過', '内容'],
  outcome: { ok: '成功', failed: '失敗' },
  records: (count) => `記録${count}件を受け取った`,
  sent: '送信済み',
};

export const deployWordsIn = (language: Language): DeployWords => ({ en, ja })[language];
