/** JSON that is known and holds no records: its name, which ends a sentence that begins with the file's name. */
import type { JsonObject } from '../core/event.ts';
import { isObject, listAt, textAt } from '../core/fields.ts';
import type { Words } from '../core/language.ts';
import { wordsFrom } from '../core/words.ts';
import { OTHER_KINDS_WORDS, type OtherLog } from '../messages/look-back/other-kinds.ts';
import { RECORDS_WORDS, type RecordsWords } from '../messages/look-back/records.ts';
import { isEcs } from './ecs.ts';

const said = (pick: (words: RecordsWords) => string) => wordsFrom(RECORDS_WORDS, pick);

export const SOMETHING_ELSE = said(({ somethingElse }) => somethingElse);

export const isInsight = (value: JsonObject): boolean =>
  value['eventCategory'] === 'Insight' || value['eventType'] === 'AwsCloudTrailInsight';

/** Summaries of data events. */
export const isAggregated = (value: JsonObject): boolean => value['eventCategory'] === 'Aggregated';

/** Calls through VPC endpoints. */
export const isNetworkActivity = (value: JsonObject): boolean => value['eventCategory'] === 'NetworkActivity';

/** An envelope of S3, SQS, SNS and others: has an event source like `aws:s3`. */
export function isNotification(value: JsonObject): boolean {
  const source = textAt(value, 'eventSource') ?? textAt(value, 'EventSource');
  return source?.startsWith('aws:') === true;
}

const KINDS: readonly (readonly [is: (value: JsonObject) => boolean, what: Words])[] = [
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
  [(value) => value['digestS3Object'] !== undefined, said(({ digest }) => digest)],
  [isInsight, said(({ insights }) => insights)],
  [isAggregated, said(({ aggregated }) => aggregated)],
  [isNetworkActivity, said(({ networkActivity }) => networkActivity)],
  [
    (value) => value['configurationItems'] !== undefined || value['configurationItem'] !== undefined,
    said(({ config }) => config),
  ],
  [namesObjects, wordsFrom(OTHER_KINDS_WORDS, (words) => words.namesObjects)],
  [isNotification, said(({ notifications }) => notifications)],
  [isEcs, wordsFrom(OTHER_KINDS_WORDS, ({ ecs }) => ecs)],
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-format.html
  [(value) => textAt(value, 'query_name') !== undefined && value['rcode'] !== undefined, otherLog('resolver')],
  // https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html
  [(value) => textAt(value, 'webaclId') !== undefined && isObject(value['httpRequest']), otherLog('waf')],
  [isGuardDuty, otherLog('guardDuty')],
  [isSecurityHub, otherLog('securityHub')],
  [(value) => textAt(value, 'metadata.product.name') !== undefined && has(value, 'class_uid'), otherLog('otherOcsf')],
];

const OTHER_EVENTS = KINDS.flatMap(([is, what]) =>
  [isInsight, isAggregated, isNetworkActivity].includes(is) ? [what] : [],
);

/** True for events that CloudTrail writes beside its records, which no rule looks at: no mistake, and nothing is lost. */
export const isOfOtherEvents = (what: Words): boolean => OTHER_EVENTS.includes(what);

/** `SOMETHING_ELSE` if it is of no known kind. */
export const otherKindOf = (value: JsonObject): Words => KINDS.find(([is]) => is(value))?.[1] ?? SOMETHING_ELSE;

function otherLog(log: OtherLog): Words {
  return wordsFrom(OTHER_KINDS_WORDS, (words) => words.otherLog(log));
}

const has = (value: JsonObject, key: string) => Object.hasOwn(value, key);

/** S3's notification, and CloudTrail's own of a new file. */
function namesObjects(value: JsonObject): boolean {
  return textAt(value, 's3.object.key') !== undefined || listAt(value, 's3ObjectKey').length > 0;
}

/** An exported finding, or the answer of `aws guardduty get-findings`. */
function isGuardDuty(value: JsonObject): boolean {
  const [finding = value] = listAt(value, 'Findings');
  return (textAt(finding, 'service.serviceName') ?? textAt(finding, 'Service.ServiceName')) === 'guardduty';
}

/** https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html */
function isSecurityHub(value: JsonObject): boolean {
  const [finding = value] = [...listAt(value, 'Findings'), ...listAt(value, 'findings')];
  return textAt(finding, 'ProductArn') !== undefined && textAt(finding, 'GeneratorId') !== undefined;
}
