/** AWS's own answer whether the pattern of a rule takes a record: all that can be had of EventBridge without a real event. */
import type { Unringable } from '../../../auditing/live/rings.ts';
import type { Sightings } from '../../../auditing/live/sightings.ts';
import { attempt, type Reader } from '../attempt.ts';

export const patternKey = ({ pattern, event }: Unringable): string => `${pattern} ${JSON.stringify(event['detail'])}`;

/** Each pattern and record once; asks no more once AWS has refused. */
export async function testPatterns(
  rules: readonly Unringable[],
  { patterns }: Sightings,
  reader: Reader,
): Promise<void> {
  const { TestEventPatternCommand } = await import('@aws-sdk/client-eventbridge');
  for (const rule of rules) {
    const key = patternKey(rule);
    if (rule.isOff || patterns.has(key)) continue;
    const answer = await attempt('events:TestEventPattern', rule.region, reader, async () => {
      const client = await reader.aws.events(rule.region);
      const command = new TestEventPatternCommand({ EventPattern: rule.pattern, Event: JSON.stringify(rule.event) });
      return (await client.send(command, { abortSignal: reader.signal })).Result === true;
    });
    patterns.set(key, answer.kind === 'read' ? answer.value : answer);
    if (answer.kind === 'refused') return;
  }
}
