/** Room for our filters in the trail's log group: what CloudWatch Logs would refuse half-way is refused before. */
import type { Identity } from '../aws/access/caller.ts';
import type { Aws } from '../aws/clients.ts';
import { faultOf } from '../aws/fault.ts';
import { type LogFilter, readMetricFilters, readSubscriptions } from '../aws/resources/log-filters.ts';
import { namesOf } from '../core/names.ts';
import type { Words } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { visible } from '../core/text.ts';
import { UserError } from '../core/user-error.ts';
import { wordsIn } from '../core/words.ts';
import { hasExpression } from '../selection/logs-filter.ts';
import { plannedFilters } from '../template/patterns.ts';
import { refusal } from './refusal.ts';

/** A log group takes two: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST_SUBSCRIPTIONS = 2;
/** Patterns with a regular expression, of both kinds of filters together; the same page. */
const MOST_EXPRESSIONS = 5;

/**
 * Throws a `UserError` if the group has no room. Returns AWS's refusal, a sentence without its end, if the metric filters
 * may not be read: then it isn't known whether there is room for regular expressions.
 */
export async function checkLogFilters(
  logGroup: string,
  settings: Settings,
  { region, account, partition }: Identity,
  aws: Aws,
): Promise<Words | undefined> {
  const own = `arn:${partition}:lambda:${region}:${account}:function:${namesOf(settings.name).notifier}`;
  const subscriptions = (await readSubscriptions(logGroup, aws, region)) ?? [];
  const others = subscriptions.filter(({ destination }) => destination !== own);
  const names = others.map(({ name, destination }) => `  ${visible(name)} -> ${visible(destination)}`).join('\n');
  // As the template names them (`templates/notifier.yaml`): putting one of that name would replace theirs.
  const ours = [1, 2].map(namesOf(settings.name).logsFilter);
  if (others.some(({ name }) => ours.includes(name))) throw refusal((words) => words.foreignFilters(logGroup, names));
  const needed = plannedFilters(settings);
  if (others.length + needed.length > MOST_SUBSCRIPTIONS)
    throw refusal((words) => words.filtersFull(logGroup, needed.length, others.length, names));
  const expressions = needed.filter(hasExpression).length;
  if (expressions === 0) return undefined;
  try {
    const metrics = (await readMetricFilters(logGroup, aws, region)) ?? [];
    checkExpressions(logGroup, expressions, [...others, ...metrics]);
  } catch (error) {
    if (!(error instanceof UserError) || faultOf(error.cause) !== 'denied') throw error;
    return wordsIn((language) => error.said(language));
  }
  return undefined;
}

/** `others`: all filters of the group that aren't ours. */
function checkExpressions(logGroup: string, needed: number, others: readonly LogFilter[]): void {
  const taken = others.filter(({ pattern }) => hasExpression(pattern));
  if (taken.length + needed <= MOST_EXPRESSIONS) return;
  const lines = taken.map(({ name, pattern }) => `  ${visible(name)}: ${visible(pattern)}`).join('\n');
  throw refusal((words) => words.expressionsFull(logGroup, needed, taken.length, lines));
}
