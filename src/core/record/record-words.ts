/** Why a JSON value isn't a record, in each language. Fragments, behind the value's place. */
import type { WordTable } from '../words.ts';

export interface RecordWords {
  readonly tooDeep: string;
  readonly notObject: string;
  /** `field`: the one that every record has. */
  readonly noField: (field: string) => string;
  readonly notCloudTrail: (source: string) => string;
  readonly noSource: string;
  /** The envelope's source isn't AWS's. */
  readonly notOfAws: (source: string) => string;
}

const en: RecordWords = {
  tooDeep: 'nested too deep',
  notObject: 'not a JSON object',
  noField: (field) => `no ${field}: not a CloudTrail record`,
  notCloudTrail: (source) => `${source} isn't a CloudTrail source`,
  noSource: 'an EventBridge event without a source',
  notOfAws: (source) =>
    `not from AWS: an EventBridge event with source "${source}", which anyone with PutEvents can send`,
};

const ja: RecordWords = {
  tooDeep: '入れ子が深すぎます',
  notObject: 'JSONオブジェクトではありません',
  noField: (field) => `${field} がないため、CloudTrailの記録ではありません`,
  notCloudTrail: (source) => `${source} はCloudTrailのイベントソースではありません`,
  noSource: 'source のないEventBridgeイベントです',
  notOfAws: (source) =>
    `AWSからのイベントではありません：source が "${source}" のEventBridgeイベントは、PutEvents の権限があれば誰でも送信できます`,
};

export const RECORD_WORDS: WordTable<RecordWords> = { en, ja };
