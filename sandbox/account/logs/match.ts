/** CloudWatch Logs' filter patterns over messages, refused as AWS refuses them. */
import { parseLogsPattern, readLogsMessage } from '../../../src/core/logs-pattern.ts';
import { AwsFault } from '../service.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export function matcherOf(pattern: string): (message: string) => boolean {
  try {
    const matches = parseLogsPattern(pattern);
    return (message) => matches(readLogsMessage(message));
  } catch (error) {
    throw new AwsFault('InvalidParameterException', `Invalid filter pattern: ${String(error)}`);
  }
}
