/** Event patterns that AWS accepts and that could never match a CloudTrail record. */
import { isObject } from '../../core/fields.ts';
import { nearest } from '../../core/nearest.ts';
import type { SettingsErrorWords } from '../../messages/settings/settings-errors.words.ts';
import { didYouMean, type Path, pathText, type Sentence } from '../mistake.ts';

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
const RECORD_FIELDS: readonly string[] = [
  'eventVersion',
  'userIdentity',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'requestID',
  'eventID',
  'eventType',
  'apiVersion',
  'managementEvent',
  'readOnly',
  'resources',
  'recipientAccountId',
  'serviceEventDetails',
  'sharedEventID',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'eventCategory',
  'addendum',
  'sessionCredentialFromConsole',
  'edgeDeviceDetails',
  'tlsDetails',
];
// https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
const ENVELOPE_FIELDS: readonly string[] = ['detail', 'detail-type', 'source', 'account', 'region', 'time', 'id'];

interface Pitfall {
  readonly path: Path;
  /** Set if the pitfall is the key's name, not its value. */
  readonly key?: string;
  readonly text: Sentence;
}

export function patternPitfalls(pattern: unknown, path: Path): Pitfall[] {
  if (!isObject(pattern)) return [];
  const alternatives = Array.isArray(pattern['$or']) ? pattern['$or'] : [];
  return [
    ...Object.keys(pattern).flatMap((key) => nameMistake(key, path)),
    ...alternatives.flatMap((alternative, index) => patternPitfalls(alternative, [...path, '$or', index])),
    ...accountNumbers(pattern, path),
  ];
}

function nameMistake(key: string, path: Path): Pitfall[] {
  const name = key.split('.')[0] ?? key;
  if (RECORD_FIELDS.includes(name)) return [];
  if (ENVELOPE_FIELDS.includes(name)) {
    return [{ path, key, text: (words) => words.at(pathText(path, words), words.envelopeField(name)) }];
  }
  // CloudTrail adds fields, so a name unlike all known ones passes.
  if (nearest(name, RECORD_FIELDS) === undefined) return [];
  return [{ path, key, text: (words) => words.noRecordField(name, didYouMean(name, RECORD_FIELDS, words)) }];
}

const COUNTED_FIELDS: readonly string[] = ['account', 'user', 'address', 'network', 'name', 'region'];

/** A window counts by a field of the event, or by a path in the record with `record:` in front. */
export function fieldPitfall(field: string): ((words: SettingsErrorWords) => string) | undefined {
  if (COUNTED_FIELDS.includes(field) || field.startsWith('record:')) return undefined;
  const name = field.split('.')[0] ?? field;
  if (RECORD_FIELDS.includes(name)) return undefined;
  return (words) =>
    words.noField(didYouMean(name, [...COUNTED_FIELDS, ...RECORD_FIELDS], words), COUNTED_FIELDS.join(', '));
}

const quoteAccount = (path: Path): Pitfall => ({
  path,
  text: (words) => words.at(pathText(path, words), words.quoteAccount),
});

/** Account ids are text in records, and a number never equals text. */
function accountNumbers(value: unknown, path: Path): Pitfall[] {
  if (Array.isArray(value)) {
    const isAccount = /account(?:Id)?$/i.test(String(path.at(-1)));
    return value.flatMap((leaf, index) =>
      isAccount && typeof leaf === 'number' ? [quoteAccount([...path, index])] : accountNumbers(leaf, [...path, index]),
    );
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$or' ? [] : accountNumbers(inner, [...path, key])));
}
