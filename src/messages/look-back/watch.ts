/** Lines of `login-watch watch` beside its findings, and its refusals, in each language. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** A region at the end of an hour. `ago`: seconds since it was read; `late`: the longest delay of a record, in minutes. */
export interface RegionHealth {
  readonly region: string;
  readonly ago: number | undefined;
  readonly late: number;
}

export interface WatchWords {
  /** Behind a finding: `minutes` after it happened, when it appeared in CloudTrail. */
  readonly late: (minutes: number) => string;
  /** Behind a finding that may have been shown before. */
  readonly perhapsShown: string;
  /** `from`: a moment, where it begins; `regions`: of all accounts together. */
  readonly begins: (accounts: number, regions: number, from: string) => string;
  readonly goesOn: (through: string) => string;
  readonly sinceLeftOut: string;
  readonly noState: string;
  readonly trouble: (regions: string, reason: string) => string;
  readonly allRegions: (count: number) => string;
  /** Places of several accounts in front of one reason. */
  readonly accounts: (places: readonly string[]) => string;
  /** The place in front of a reason: the list of the organization's accounts. */
  readonly accountList: string;
  /** Behind an account's place. */
  readonly joined: (from: string) => string;
  readonly left: string;
  readonly neverRead: string;
  readonly otherCaller: (watched: string, asked: string) => string;
  readonly again: (seconds: number) => string;
  readonly recovered: (regions: string) => string;
  /** A region that the account keeps closed. */
  readonly closed: (regions: string, reason: string) => string;
  readonly slept: (minutes: number) => string;
  readonly notCovered: (reason: string) => string;
  readonly ruleFailed: (rule: string, event: string, reason: string) => string;
  readonly health: (polls: number, records: number, findings: number) => string;
  readonly regionHealth: (health: RegionHealth) => string;
  /** Over the counts of `--group-by`. `from`, `to`: moments; `hasEarlier`: other runs showed findings before. */
  readonly counted: (findings: number, from: string, to: string, hasEarlier: boolean) => string;
  /** Below those of the last hours, or the largest. */
  readonly moreGroups: (groups: number, findings: number) => string;
  readonly stopped: (file: string | undefined) => string;
  readonly notSent: (channel: string, reason: string) => string;
  readonly sentLater: (channel: string) => string;
  readonly ask: (channels: readonly string[]) => string;
  readonly nothingWatched: Refusal;
  readonly onceNeedsState: Refusal;
  readonly otherAccount: (file: string, watched: readonly string[], asked: readonly string[]) => Refusal;
  readonly stateUnread: (file: string, code: string) => Refusal;
  readonly stateDamaged: (file: string) => Refusal;
}

const AND_OTHER = 'Name another file with --state, or delete this one to begin anew.';

const en: WatchWords = {
  late: (minutes) => `late: CloudTrail showed it ${counted(minutes, 'minute')} after it happened`,
  perhapsShown: 'perhaps shown before: the program was ended while showing it',
  begins: (accounts, regions, from) =>
    `Watching ${accounts > 1 ? `${accounts} accounts, ` : ''}${counted(regions, 'region')} from ${from} on. Ctrl-C ends it.`,
  goesOn: (through) => `Going on where the last run ended (${through}).`,
  sinceLeftOut: '--since is left aside: it counts for the first run only.',
  noState: 'Without --state, a restart begins anew: it may repeat or skip.',
  trouble: (regions, reason) => `${regions}: ${reason}`,
  allRegions: (count) => `all ${counted(count, 'region')}`,
  accounts: (places) => places.join(', '),
  accountList: 'accounts of the organization',
  joined: (from) => `watched now, with all since ${from}`,
  left: 'no longer watched: it is closed, suspended, or no longer among these accounts',
  neverRead: 'never read',
  otherCaller: (watched, asked) =>
    `The credentials are of account ${asked} now, and account ${watched} is watched: use its credentials, or start another watch.`,
  again: (seconds) => `Trying again in ${seconds} s; nothing is skipped.`,
  recovered: (regions) => `${regions}: read again, with all since the last time`,
  closed: (regions, reason) => `not watched: ${regions}: ${reason}`,
  slept: (minutes) => `This machine slept for ${counted(minutes, 'minute')}; what happened meanwhile is read now.`,
  notCovered: (reason) => `not looked at: ${reason}`,
  ruleFailed: (rule, event, reason) => `rule ${rule} failed at event ${event}: ${reason}`,
  health: (polls, records, findings) =>
    `last hour: ${counted(polls, 'round')}, ${counted(records, 'record')}, ${counted(findings, 'finding')}`,
  regionHealth: ({ region, ago, late }) =>
    `${region}: ${ago === undefined ? 'never read' : `read ${ago} s ago`}${late > 0 ? `, records up to ${late} min late` : ''}`,
  counted: (findings, from, to, hasEarlier) =>
    `${findings === 0 ? 'No finding' : counted(findings, 'finding')} shown by this run, ${from} to ${to}${hasEarlier ? '; what earlier runs showed is not counted' : ''}`,
  moreGroups: (groups, findings) =>
    `${counted(groups, 'more row')} with ${counted(findings, 'finding')}; the counts at the end have all`,
  stopped: (file) => (file === undefined ? 'Stopped.' : `Stopped; the next run goes on from ${file}.`),
  notSent: (channel, reason) => `not sent yet to ${channel}: ${reason}`,
  sentLater: (channel) => `sent to ${channel} after all`,
  ask: (channels) => `Send findings to ${channels.join(', ')} from now on?`,
  nothingWatched: {
    message: 'No region is left to watch',
    hint: 'Name regions with --regions, or check the permissions: `login-watch policy watch`.',
  },
  onceNeedsState: {
    message: '--once needs --state',
    hint: 'Name a file that the runs share, such as --state watch.state; without it each would repeat or skip.',
  },
  otherAccount: (file, watched, asked) => ({
    message: `${file} is the state of account ${watched.join(', ')}, and these credentials are of ${asked.join(', ')}`,
    hint: 'Use a file for each watch, or the credentials of the other account.',
  }),
  stateUnread: (file, code) => ({ message: `${file} can't be read (${code})`, hint: AND_OTHER }),
  stateDamaged: (file) => ({
    message: `${file} is damaged, or no state of login-watch watch`,
    hint: `${AND_OTHER} What was told is not known then: --since says where to begin.`,
  }),
};

const AND_OTHER_JA = '--state で別のファイルを指定するか、このファイルを削除して最初から始めてください。';

const ja: WatchWords = {
  late: (minutes) => `遅延：発生の${minutes}分後にCloudTrailに現れました`,
  perhapsShown: '表示中にプログラムが終了したため、表示済みの可能性があります',
  begins: (accounts, regions, from) =>
    `${accounts > 1 ? `${accounts}件のアカウント、` : ''}${regions}個のリージョンを ${from} から監視します。Ctrl-Cで終了します。`,
  goesOn: (through) => `前回の続き（${through}）から始めます。`,
  sinceLeftOut: '--since は最初の実行にだけ使うため、無視します。',
  noState: '--state がないため、再起動すると最初から始まり、重複や抜けが起こりえます。',
  trouble: (regions, reason) => `${regions}：${reason}`,
  allRegions: (count) => `${count}個のリージョンすべて`,
  accounts: (places) => places.join('、'),
  accountList: '組織のアカウント一覧',
  joined: (from) => `${from} 以降の分も含めて、監視を始めました`,
  left: '閉鎖または停止されたか、対象から外れたため、監視を終えました',
  neverRead: '未読',
  otherCaller: (watched, asked) =>
    `現在の認証情報はアカウント ${asked} のもので、監視しているのは ${watched} です。そのアカウントの認証情報を使うか、別に監視を始めてください。`,
  again: (seconds) => `${seconds}秒後に再試行します。抜けは生じません。`,
  recovered: (regions) => `${regions}：前回以降の分も含めて、再び読み込めました`,
  closed: (regions, reason) => `監視していません：${regions}：${reason}`,
  slept: (minutes) => `このコンピューターが${minutes}分間スリープしていました。その間の分をこれから読み込みます。`,
  notCovered: (reason) => `調べていません：${reason}`,
  ruleFailed: (rule, event, reason) => `ルール ${rule} がイベント ${event} で失敗しました：${reason}`,
  health: (polls, records, findings) => `過去1時間：確認 ${polls}回、記録 ${records}件、検出 ${findings}件`,
  regionHealth: ({ region, ago, late }) =>
    `${region}：${ago === undefined ? '未読' : `${ago}秒前に読み込み`}${late > 0 ? `、記録の遅れは最大${late}分` : ''}`,
  counted: (findings, from, to, hasEarlier) =>
    `この実行で表示した検出：${findings}件（${from}〜${to}${hasEarlier ? '。以前の実行の分は含みません' : ''}）`,
  moreGroups: (groups, findings) => `ほか${groups}行、検出${findings}件（終了時にはすべて表示します）`,
  stopped: (file) => (file === undefined ? '終了しました。' : `終了しました。次回は ${file} の続きから始めます。`),
  notSent: (channel, reason) => `${channel} にまだ送信できていません：${reason}`,
  sentLater: (channel) => `${channel} に送信できました`,
  ask: (channels) => `これから検出を ${channels.join('、')} に送信しますか？`,
  nothingWatched: {
    message: '監視できるリージョンがありません',
    hint: '--regions でリージョンを指定するか、権限を確認してください：`login-watch policy watch`',
  },
  onceNeedsState: {
    message: '--once には --state が必要です',
    hint: '--state watch.state のように、実行の間で共有するファイルを指定してください。ないと、重複や抜けが起こります。',
  },
  otherAccount: (file, watched, asked) => ({
    message: `${file} はアカウント ${watched.join('、')} の状態で、この認証情報は ${asked.join('、')} のものです`,
    hint: '監視ごとに別のファイルを使うか、そのアカウントの認証情報を使ってください。',
  }),
  stateUnread: (file, code) => ({ message: `${file} を読み込めません（${code}）`, hint: AND_OTHER_JA }),
  stateDamaged: (file) => ({
    message: `${file} は破損しているか、login-watch watch の状態ではありません`,
    hint: `${AND_OTHER_JA}その場合、通知済みかどうかは分からなくなります。開始時刻は --since で指定できます。`,
  }),
};

export const WATCH_WORDS: WordTable<WatchWords> = { en, ja };
