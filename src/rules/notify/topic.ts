/** Shared parts of the rules about SNS. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Context } from '../../core/inspection/context.ts';
import { shortName } from '../../core/record/resource-name.ts';
import type { Severity } from '../../core/rule.ts';
import { shown } from '../../core/say.ts';

export const SNS_SECURITY = 'https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html';

/** The topic's ARN; for a subscription's ARN the topic that it belongs to (`arn:aws:sns:region:account:topic:uuid`). */
function topicOf({ record }: TrailEvent): string | undefined {
  const topic =
    textAt(record, 'requestParameters.topicArn') ??
    textAt(record, 'requestParameters.resourceArn') ??
    textAt(record, 'responseElements.topicArn');
  if (topic !== undefined) return topic;
  const subscription =
    textAt(record, 'requestParameters.subscriptionArn') ?? textAt(record, 'responseElements.subscriptionArn');
  return subscription?.split(':').slice(0, 6).join(':');
}

/** The topic as people call it, for a sentence. */
export const topicName = (event: TrailEvent): string => {
  const topic = topicOf(event);
  return shown(topic === undefined ? topic : shortName(topic));
};

/** `critical` if the topic is watched, else the rule's own severity. */
export function worseIfWatched(event: TrailEvent, context: Context): { severity?: Severity } {
  const topic = topicOf(event);
  return topic !== undefined && context.isWatched(topic) ? { severity: 'critical' } : {};
}
