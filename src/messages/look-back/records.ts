/** Why a part of a file, or of the function's input, isn't a record, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface RecordsWords {
  /** These end a sentence that begins with the file's name, or with the input. */
  readonly somethingElse: string;
  readonly digest: string;
  readonly insights: string;
  readonly aggregated: string;
  readonly networkActivity: string;
  readonly config: string;
  readonly notifications: string;
  readonly textNotJson: string;
  readonly notPacked: string;
  readonly notInput: string;
  readonly notObject: string;
  /** `service`: undefined if it isn't named. */
  readonly fromService: (service: string | undefined) => string;
  readonly messageNotJson: string;
  readonly noObject: string;
  readonly undecodable: string;
  /** `id`: the event's, if it has one. */
  readonly noRecord: (id: string | undefined) => string;
  readonly recordNotJson: (id: string | undefined) => string;
  /** Records that can't be read, by reason. */
  readonly unreadable: (count: number, reason: string) => string;
  readonly moreUnreadable: (count: number) => string;
  /** Records whose time is missing or no time. */
  readonly timeless: (count: number) => string;
}

const enEvent = (id: string | undefined) => `event ${id ?? 'without an id'}`;

const en: RecordsWords = {
  somethingElse: 'holds JSON, but no CloudTrail records',
  digest: 'is a CloudTrail digest file: it lists log files and holds no records',
  insights: 'holds CloudTrail Insights events: they report unusual rates and name no caller',
  aggregated: 'holds aggregated events: they sum up data events and name no single call, so they are not looked at',
  networkActivity: 'holds network activity events of VPC endpoints, which are not looked at',
  config: 'holds items of AWS Config, not CloudTrail records',
  notifications: 'holds notifications of other services, not CloudTrail records',
  textNotJson: 'its text is not JSON',
  notPacked: 'its awslogs.data is not base64 of gzip',
  notInput: "isn't an input that AWS passes to a function",
  notObject: "isn't a JSON object",
  fromService: (service) => `comes from ${service ?? 'an unknown service'}`,
  messageNotJson: 'holds a message that is not JSON',
  noObject: 'names no S3 object',
  undecodable: 'names an S3 object in a way that can’t be decoded',
  noRecord: (id) => `${enEvent(id)} came without its record`,
  recordNotJson: (id) => `${enEvent(id)} has a record that is not JSON`,
  unreadable: (count, reason) => `${count} unreadable: ${reason}`,
  moreUnreadable: (count) => `${count} more unreadable for other reasons`,
  timeless: (count) =>
    `${count} ${count === 1 ? 'record has' : 'records have'} no readable time: shown as of 1970-01-01, whatever period is asked for`,
};

const jaEvent = (id: string | undefined) => (id === undefined ? 'IDのないイベント' : `イベント ${id} `);

const ja: RecordsWords = {
  somethingElse: 'JSONですが、CloudTrailの記録を含んでいません',
  digest: 'CloudTrailのダイジェストファイルです。ログファイルの一覧であり、記録を含みません',
  insights: 'CloudTrail Insightsのイベントです。異常な頻度を示すもので、呼び出し元を含みません',
  aggregated: '集約イベントです。データイベントの要約で個々の呼び出しを含まないため、調べていません',
  networkActivity: 'VPCエンドポイントのネットワークアクティビティイベントのため、調べていません',
  config: 'AWS Configの項目であり、CloudTrailの記録ではありません',
  notifications: '別のサービスの通知であり、CloudTrailの記録ではありません',
  textNotJson: 'テキストがJSONではありません',
  notPacked: 'awslogs.data がgzipのbase64ではありません',
  notInput: 'AWSが関数に渡す入力ではありません',
  notObject: 'JSONオブジェクトではありません',
  fromService: (service) => `${service ?? '不明なサービス'} から渡されたものです`,
  messageNotJson: 'メッセージがJSONではありません',
  noObject: 'S3オブジェクトの指定がありません',
  undecodable: 'S3オブジェクトの指定を解読できません',
  noRecord: (id) => `${jaEvent(id)}に記録がありません`,
  recordNotJson: (id) => `${jaEvent(id)}の記録がJSONではありません`,
  unreadable: (count, reason) => `読み取れない記録 ${count}件：${reason}`,
  moreUnreadable: (count) => `ほかの理由で読み取れない記録 ${count}件`,
  timeless: (count) => `${count}件の記録は時刻を読み取れません。指定した期間にかかわらず1970-01-01として表示します`,
};

export const RECORDS_WORDS: WordTable<RecordsWords> = { en, ja };
