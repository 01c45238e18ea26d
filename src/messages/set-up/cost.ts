/** Words on what a notifier costs, and on the commands that come after a deploy. */
import type { WordTable } from '../../core/words.ts';

export interface CostWords {
  /** The forecast counted the account's management events. */
  readonly known: (usd: string, priced: string) => string;
  readonly unknown: (base: string, perMillion: string, priced: string) => string;
  /** A new trail's part. */
  readonly trail: (perMillion: string) => string;
  readonly next: string;
  readonly commands: readonly (readonly [command: string, why: string])[];
  readonly undo: string;
  /** Why no alert would arrive. */
  readonly noChannel: string;
  readonly failedRegions: (regions: string) => string;
}

const en: CostWords = {
  known: (usd, priced) => `Estimate: about ${usd} USD a month in this account (list prices of ${priced}).`,
  unknown: (base, perMillion, priced) =>
    `Estimate: about ${base} USD a month, plus ${perMillion} USD for each million events that a rule looks at (list prices of ${priced}). Their number isn’t known here; \`login-watch forecast\` counts them.`,
  trail: (perMillion) =>
    `The new trail adds ${perMillion} USD for each million management events of the account; their number isn’t known.`,
  next: 'Next:',
  commands: [
    ['login-watch status', 'checks that alerts reach someone'],
    ['login-watch test --deployed', 'sends a made-up sign-in through every pipeline'],
    ['login-watch logins', 'lists who signed in'],
  ],
  undo: 'To undo it: login-watch destroy',
  noChannel: 'no channel is set up',
  failedRegions: (regions) => `forwarding failed in ${regions}`,
};

const ja: CostWords = {
  known: (usd, priced) => `概算：このアカウントで月額約 ${usd} USD（${priced} の定価による）。`,
  unknown: (base, perMillion, priced) =>
    `概算：月額約 ${base} USD。ルールの対象となるイベント100万件ごとに ${perMillion} USD が加わります（${priced} の定価による）。件数は不明です。\`login-watch forecast\` で数えられます。`,
  trail: (perMillion) =>
    `新しい証跡には、アカウントの管理イベント100万件ごとに ${perMillion} USD が加わります。件数は不明です。`,
  next: '次のコマンド：',
  commands: [
    ['login-watch status', '通知が届く状態かを確認'],
    ['login-watch test --deployed', 'すべてのパイプラインに架空のサインインを流す'],
    ['login-watch logins', 'サインインの一覧'],
  ],
  undo: '元に戻すとき：login-watch destroy',
  noChannel: '通知先が設定されていません',
  failedRegions: (regions) => `${regions} の転送に失敗しました`,
};

export const COST_WORDS: WordTable<CostWords> = { en, ja };
