/** CloudWatch Logs' filter patterns over messages, refused as AWS refuses them. */
import { type LogsMatcher, parseLogsPattern, readLogsMessage } from '../../../src/core/patterns/logs-pattern.ts';
import { AwsFault } from '../service.ts';

/** Matchers by their pattern: a filter has the same one for every event. */
const known = new Map<string, LogsMatcher>();

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export function matcherOf(pattern: string): (message: string) => boolean {
  try {
    const matches = known.get(pattern) ?? parseLogsPattern(pattern);
    known.set(pattern, matches);
    return (message) => matches(readLogsMessage(message));
  } catch (error) {
    throw new AwsFault('InvalidParameterException', `Invalid filter pattern: ${String(error)}`);
  }
}
