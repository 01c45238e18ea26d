/** Verdicts on deeds: who is alerted, how fast and by what. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';
import type { Reached, Told, VerdictWords, Via } from './verdicts.words.ts';

const MOST_NAMED = 3;

/** `a, b and c`, `a, b, c and 4 more` */
function list(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  if (more > 0) return `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** People hear of it; else only machines do. */
const isHeard = ({ mail, sms, apps, chats, hasNotifier }: Reached): boolean =>
  mail + sms + apps + chats.length > 0 || hasNotifier;

function whom({ mail, sms, chats, endpoints, functions, queues, apps, hasNotifier }: Reached): string {
  const people = mail + sms + apps;
  return list([
    ...(hasNotifier ? ["the notifier's channels"] : []),
    ...(people > 0 ? [counted(people, 'person', 'people')] : []),
    ...chats.map((name) => `the chat of ${name}`),
    ...endpoints.map((name) => `the endpoint ${name}`),
    ...functions.map((name) => `function ${name}`),
    ...queues.map((name) => `the readers of queue ${name}`),
  ]);
}

function by({ alarms, rules, subscriptions }: Via): string {
  return list([
    ...(alarms.length > 0 ? [`${alarms.length > 1 ? 'alarms' : 'alarm'} ${list(alarms)}`] : []),
    ...(subscriptions.length > 0
      ? [`log ${subscriptions.length > 1 ? 'subscriptions' : 'subscription'} ${list(subscriptions)}`]
      : []),
    ...(rules.length > 0 ? [`EventBridge ${rules.length > 1 ? 'rules' : 'rule'} ${list(rules)}`] : []),
  ]);
}

function wayEn({ reached, minutes, via }: Told): string {
  const isOne = via.alarms.length + via.rules.length + via.subscriptions.length === 1;
  const verb = `${isHeard(reached) ? 'alert' : 'reach'}${isOne ? (isHeard(reached) ? 's' : 'es') : ''}`;
  return `${by(via)} ${verb} ${whom(reached)} within about ${counted(minutes, 'minute')}`;
}

const en: VerdictWords = {
  told: (told) => `${capital(wayEn(told))}`,
  nobodyBy: { events: '; nobody by EventBridge', alarms: '; nobody by an alarm' },
  nobody: (why) => `Nobody is alerted. ${why}`,
  unclear: (why) => `Can't tell whether anybody is alerted. ${why}`,
  notFor: (calls, why) => `Nobody is alerted to ${list(calls)}. ${why}`,
  notIn: (regions, all, why) =>
    `Nobody is alerted in ${regions.length > MOST_NAMED ? `${regions.length} of ${all} regions` : list(regions)}. ${why}`,
  onlyIn: (regions) =>
    `People are alerted only if IAM Identity Center is in ${list(regions)}, and this audit doesn't look where it is.`,
  onlyInTodo:
    'Check the region of IAM Identity Center, or deploy the notifier to every region with `login-watch deploy`.',
  onlySentIn: (regions) =>
    `People are alerted only if AWS sends the event in ${list(regions)}, and AWS doesn't document where it does.`,
  way: (told, region) => `${region}: ${wayEn(told)}.`,
  unlisted: (count) => `And ${count} more that are not listed.`,
};

function capital(text: string): string {
  return text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

function listJa(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join('、')}、ほか${more}件` : names.join('、');
}

function whomJa({ mail, sms, chats, endpoints, functions, queues, apps, hasNotifier }: Reached): string {
  const people = mail + sms + apps;
  return listJa([
    ...(hasNotifier ? ['通知機能の通知先'] : []),
    ...(people > 0 ? [`${people}人`] : []),
    ...chats.map((name) => `${name} のチャット`),
    ...endpoints.map((name) => `エンドポイント ${name}`),
    ...functions.map((name) => `関数 ${name}`),
    ...queues.map((name) => `キュー ${name} の読み取り元`),
  ]);
}

function byJa({ alarms, rules, subscriptions }: Via): string {
  return listJa([
    ...(alarms.length > 0 ? [`アラーム ${listJa(alarms)}`] : []),
    ...(subscriptions.length > 0 ? [`ログのサブスクリプション ${listJa(subscriptions)}`] : []),
    ...(rules.length > 0 ? [`EventBridgeルール ${listJa(rules)}`] : []),
  ]);
}

const wayJa = ({ reached, minutes, via }: Told): string =>
  `${byJa(via)} により、約${minutes}分以内に${spaced(whomJa(reached))}に${isHeard(reached) ? '通知されます' : '届きます'}`;

/** Between Japanese and Latin text stands a space. */
const spaced = (text: string): string => text.replace(/^(?=[A-Za-z])/, ' ').replace(/([A-Za-z0-9])$/, '$1 ');

const ja: VerdictWords = {
  told: wayJa,
  nobodyBy: {
    events: '。EventBridge経由では誰にも通知されません',
    alarms: '。アラーム経由では誰にも通知されません',
  },
  nobody: (why) => `誰にも通知されません。${why}`,
  unclear: (why) => `通知されるかどうかを判断できません。${why}`,
  notFor: (calls, why) => `${listJa(calls)} は誰にも通知されません。${why}`,
  notIn: (regions, all, why) =>
    `${regions.length > MOST_NAMED ? `${all}リージョン中${regions.length}リージョンで` : `${listJa(regions)} では`}誰にも通知されません。${why}`,
  onlyIn: (regions) =>
    `IAM Identity Centerが ${listJa(regions)} にある場合にだけ通知されます。この監査では、どこにあるかを確認していません。`,
  onlyInTodo:
    'IAM Identity Centerのリージョンを確認するか、`login-watch deploy` で全リージョンに通知機能をデプロイしてください。',
  onlySentIn: (regions) =>
    `AWSがイベントを ${listJa(regions)} で送信する場合にだけ通知されます。どのリージョンで送信するかは、AWSのドキュメントに記載がありません。`,
  way: (told, region) => `${region}：${wayJa(told)}。`,
  unlisted: (count) => `ほかに${count}件あります（省略）。`,
};

export const VERDICT_WORDS: WordTable<VerdictWords> = { en, ja };
