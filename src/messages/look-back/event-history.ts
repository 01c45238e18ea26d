/** Limits of event history, and refusals to read it, in each language. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface EventHistoryWords {
  readonly tooOld: (moment: string) => string;
  readonly partlyTooOld: (from: string, to: string) => string;
  /** The next step for events older than event history. */
  readonly readFiles: string;
  readonly noDataEvents: string;
  /** `why`: a refusal of AWS, or `interrupted`. */
  readonly restNotRead: (why: string, pages: number) => string;
  readonly interrupted: string;
  /** In place of a region's name. */
  readonly allRegions: (count: number) => string;
  readonly notInHistory: (rule: string) => string;
  /** `near`: the region that was most likely meant. */
  readonly notRegion: (text: string, near: string | undefined) => Refusal;
  readonly future: (since: string) => Refusal;
  readonly noSpan: (since: string, until: string) => Refusal;
  /** With `--verbose`. */
  readonly regions: (names: string) => string;
  readonly queries: (values: readonly string[]) => string;
  /** `rules`: those that need everything; `values`: what would be asked for without them. */
  readonly everything: (rules: readonly string[], values: readonly string[]) => string;
  /** `requests`: what everything takes, infinite if unknown; `queries`: how many there are by name. */
  readonly choice: (place: string, isSweep: boolean, requests: number, queries: number) => string;
  readonly costly: (rules: readonly string[], place: string, requests: number, queries: number) => string;
  readonly rules: (ids: string) => string;
}

const aboutRequests = (requests: number) => {
  if (!Number.isFinite(requests)) return 'more requests than one page can tell';
  return requests === 1 ? 'one request' : `about ${requests} requests`;
};
const aboutRequestsJa = (requests: number) =>
  Number.isFinite(requests) ? `${requests === 1 ? '' : '約'}${requests}回のリクエスト` : '見積もれない数のリクエスト';
/** LookupEvents takes two requests a second. */
const minutesOf = (requests: number, say: (minutes: number) => string) =>
  Number.isFinite(requests) ? say(Math.max(1, Math.round(requests / 120))) : '';

const en: EventHistoryWords = {
  tooOld: (moment) => `CloudTrail keeps 90 days of event history, and ${moment} is before that`,
  partlyTooOld: (from, to) => `CloudTrail keeps 90 days of event history, so ${from} to ${to} was not looked at`,
  readFiles: 'Read older events from the trail’s files: `login-watch replay --file FOLDER`.',
  noDataEvents:
    'event history holds management events only; data events (reading S3 objects, calling functions) are in a trail’s files',
  restNotRead: (why, pages) => `${why} after ${counted(pages, 'page')}; the rest was not read`,
  interrupted: 'it was stopped',
  allRegions: (count) => `all ${count} regions`,
  notInHistory: (rule) => `rule ${rule} is about EventBridge events, which event history does not hold`,
  notRegion: (text, near) => ({
    message: `${text} is not the name of a region`,
    hint: `${near === undefined ? '' : `Did you mean ${near}? `}Write names as us-east-1,ap-northeast-1; \`aws account list-regions\` lists yours. Without --regions every enabled region is read.`,
  }),
  future: (since) => ({ message: `--since (${since}) is in the future`, hint: 'Give an earlier --since.' }),
  noSpan: (since, until) => ({
    message: `--since (${since}) is not before --until (${until})`,
    hint: 'Give an earlier --since or a later --until.',
  }),
  regions: (names) => `Regions: ${names}`,
  queries: (values) => `Queries: ${values.join(', ')}`,
  everything: (rules, values) =>
    `Queries: all, because of ${rules.join(', ')}${values.length > 0 ? `; without: ${values.join(', ')}` : ''}`,
  choice: (place, isSweep, requests, queries) =>
    isSweep
      ? `${place}: everything is read, ${aboutRequests(requests)}`
      : `${place}: ${counted(queries, 'query', 'queries')} by name; everything would be ${aboutRequests(requests)}`,
  costly: (rules, place, requests, queries) =>
    `${rules.join(', ')}: these events have no name in common, so everything is read. In ${place} alone that is ${aboutRequests(requests)}${minutesOf(requests, (minutes) => `, ${counted(minutes, 'minute')}`)}; the other rules need ${counted(queries, 'query', 'queries')}. To do without, name the rules you want with --rules.`,
  rules: (ids) => `Rules: ${ids}`,
};

const ja: EventHistoryWords = {
  tooOld: (moment) => `CloudTrailのイベント履歴は過去90日分です。${moment} はそれより前です`,
  partlyTooOld: (from, to) => `CloudTrailのイベント履歴は過去90日分のため、${from} から ${to} までは調べていません`,
  readFiles: 'それより前のイベントは証跡のファイルから読み込めます：`login-watch replay --file FOLDER`',
  noDataEvents:
    'イベント履歴に含まれるのは管理イベントだけです。データイベント（S3オブジェクトの読み取り、関数の呼び出しなど）は証跡のファイルにあります',
  restNotRead: (why, pages) => `${pages}ページ目まで読み込んだところで中断し、残りは読み込んでいません：${why}`,
  interrupted: '中断されました',
  allRegions: (count) => `${count}個のリージョンすべて`,
  notInHistory: (rule) => `ルール ${rule} はEventBridgeのイベントを対象としており、イベント履歴には含まれません`,
  notRegion: (text, near) => ({
    message: `${text} はリージョン名ではありません`,
    hint: `${near === undefined ? '' : `${near} ではありませんか？`}us-east-1,ap-northeast-1 のように指定してください。一覧は \`aws account list-regions\` で確認できます。--regions を省略すると、有効なリージョンをすべて読み込みます。`,
  }),
  future: (since) => ({
    message: `--since（${since}）が未来の時刻です`,
    hint: '--since をより前の時刻にしてください。',
  }),
  noSpan: (since, until) => ({
    message: `--since（${since}）が --until（${until}）より前ではありません`,
    hint: '--since をより前に、または --until をより後にしてください。',
  }),
  regions: (names) => `リージョン：${names}`,
  queries: (values) => `検索条件：${values.join('、')}`,
  everything: (rules, values) =>
    `検索条件：すべて（${rules.join('、')} のため）${values.length > 0 ? `。このルールがなければ：${values.join('、')}` : ''}`,
  choice: (place, isSweep, requests, queries) =>
    isSweep
      ? `${place}：すべて読み込みます（${aboutRequestsJa(requests)}）`
      : `${place}：${queries}件の検索条件で読み込みます（すべて読み込むと${aboutRequestsJa(requests)}）`,
  costly: (rules, place, requests, queries) =>
    `${rules.join('、')} のイベントには共通の名前がないため、すべてのイベントを読み込みます。${place} だけで${aboutRequestsJa(requests)}${minutesOf(requests, (minutes) => `、約${minutes}分`)}です。ほかのルールの検索条件は${queries}件です。省くには、必要なルールを --rules で指定してください。`,
  rules: (ids) => `ルール：${ids}`,
};

export const EVENT_HISTORY_WORDS: WordTable<EventHistoryWords> = { en, ja };
