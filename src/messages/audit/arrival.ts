/** The check that events arrive: sentences and remedies. */
import type { WordTable } from '../../core/words.ts';
import { agoIn } from './ago.ts';

interface Named {
  readonly trail: string;
}

/** An event of the history, and where it was looked for. */
interface Looked extends Named {
  readonly place: string;
  readonly kind: 'group' | 'bucket';
  /** Its name: `RunInstances`. */
  readonly event: string;
  /** A call of whoever runs the audit. */
  readonly isOwn: boolean;
  /** Milliseconds since then, as are `last` and `later`. */
  readonly ago: number;
}

export interface ArrivalWords {
  readonly found: (facts: Looked) => string;
  /** Too much to look through, and yet something arrived later. */
  readonly others: (facts: Looked & { readonly later: number }) => string;
  /** `last`: the last delivery by the trail's status. */
  readonly nothing: (facts: Looked & { readonly last: number }) => string;
  readonly nothingTodo: (facts: Looked) => string;
  /** Nothing was ever delivered there. */
  readonly notYet: (facts: Looked) => string;
  readonly notYetTodo: (facts: Looked) => string;
  /** Others arrived later, this one isn't there. */
  readonly missing: (facts: Looked) => string;
  readonly missingTodo: (facts: Looked) => string;
  readonly quiet: (facts: Named) => string;
  readonly quietTodo: (facts: Named) => string;
  readonly elsewhere: (facts: Named) => string;
  readonly elsewhereTodo: (facts: Named) => string;
}

const placeEn = ({ kind, place }: Looked) => (kind === 'group' ? `log group ${place}` : `bucket ${place}`);
const placeJa = ({ kind, place }: Looked) => (kind === 'group' ? `ロググループ ${place}` : `バケット ${place}`);
const eventEn = ({ isOwn, event, ago }: Looked) =>
  `${isOwn ? `your own call ${event}` : `the event ${event}`} of ${agoIn('en', ago)} ago`;
const eventJa = ({ isOwn, event, ago }: Looked) =>
  `${agoIn('ja', ago)}前の${isOwn ? 'あなた自身のコール' : 'イベント'} ${event}`;

const en: ArrivalWords = {
  found: (facts) => `${capital(eventEn(facts))} was found in ${placeEn(facts)} of trail ${facts.trail}.`,
  others: (facts) =>
    `${capital(placeEn(facts))} of trail ${facts.trail} has data of ${agoIn('en', facts.later)} ago, but too much to look for ${eventEn(facts)} in all of it.`,
  nothing: (facts) =>
    `Nothing arrives in ${placeEn(facts)} of trail ${facts.trail}, though the trail's status has a delivery of ${agoIn('en', facts.last)} ago: ${eventEn(facts)} isn't there, and nothing later.`,
  nothingTodo: (facts) =>
    `If trail ${facts.trail} was changed in the last hours, run the audit again later. If not, find out what removes events from ${placeEn(facts)}, or who made it anew.`,
  notYet: (facts) =>
    `Nothing has arrived in ${placeEn(facts)} of trail ${facts.trail} yet: ${eventEn(facts)} isn't there. It may be too new to tell.`,
  notYetTodo: () => 'Run the audit again in an hour.',
  missing: (facts) =>
    `${capital(eventEn(facts))} isn't in ${placeEn(facts)} of trail ${facts.trail}, though later events are.`,
  missingTodo: (facts) =>
    `If trail ${facts.trail} was changed in the last day, run the audit again tomorrow. If not, find out where that event went: \`login-watch replay --s3 … --verify\` shows missing files.`,
  quiet: ({ trail }) =>
    `Whether events arrive can't be told: the event history of the last day has none that trail ${trail} should have delivered by now.`,
  quietTodo: () => 'Do something in the account, such as a sign-in, and run the audit again in an hour.',
  elsewhere: ({ trail }) =>
    `The log group and the bucket of trail ${trail} belong to other accounts, so whether events arrive can't be seen from here.`,
  elsewhereTodo: ({ trail }) =>
    `Run \`login-watch audit\` in the account that owns the log group or the bucket of trail ${trail} too.`,
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const ja: ArrivalWords = {
  found: (facts) => `${eventJa(facts)} が、証跡 ${facts.trail} の${placeJa(facts)} で見つかりました。`,
  others: (facts) =>
    `証跡 ${facts.trail} の${placeJa(facts)} には${agoIn('ja', facts.later)}前のデータがあります。量が多いため、${eventJa(facts)} は最後まで探していません。`,
  nothing: (facts) =>
    `証跡 ${facts.trail} の状態では${agoIn('ja', facts.last)}前に配信していますが、${placeJa(facts)} には何も届いていません。${eventJa(facts)} もそれ以降のデータもありません。`,
  nothingTodo: (facts) =>
    `数時間以内に証跡 ${facts.trail} を変更した場合は、後でもう一度監査を実行してください。変更していない場合は、${placeJa(facts)} のイベントを消しているものがないか、作り直されていないかを確認してください。`,
  notYet: (facts) =>
    `証跡 ${facts.trail} の${placeJa(facts)} にはまだ何も届いておらず、${eventJa(facts)} もありません。設定直後のため判断できない可能性があります。`,
  notYetTodo: () => '1時間後に監査をもう一度実行してください。',
  missing: (facts) =>
    `${eventJa(facts)} が、証跡 ${facts.trail} の${placeJa(facts)} にありません。それ以降のイベントは届いています。`,
  missingTodo: (facts) =>
    `直近1日に証跡 ${facts.trail} を変更した場合は、明日もう一度監査を実行してください。変更していない場合は、このイベントがどこへ行ったかを確認してください。\`login-watch replay --s3 … --verify\` で欠けたファイルがわかります。`,
  quiet: ({ trail }) =>
    `イベントが届いているか判断できません。直近1日のイベント履歴に、証跡 ${trail} が配信済みのはずのイベントがありません。`,
  quietTodo: () => 'サインインなどの操作をしてから、1時間後に監査をもう一度実行してください。',
  elsewhere: ({ trail }) =>
    `証跡 ${trail} のロググループとバケットは別のアカウントのもので、イベントが届いているかはここから見えません。`,
  elsewhereTodo: ({ trail }) =>
    `証跡 ${trail} のロググループまたはバケットを所有するアカウントでも \`login-watch audit\` を実行してください。`,
};

export const ARRIVAL_WORDS: WordTable<ArrivalWords> = { en, ja };
