/** AWS's own answer whether the pattern of a rule takes a record: all that can be had without a real event. */
import type { TakingRule } from '../../../auditing/live/bus/taking.ts';
import { patternKey, type Sightings } from '../../../auditing/live/sightings.ts';
import { attempt, type Reader } from '../attempt.ts';

/** Each pattern and record once; asks no more once AWS has refused. */
export async function testPatterns(
  rules: readonly TakingRule[],
  { patterns }: Sightings,
  reader: Reader,
): Promise<void> {
  const { TestEventPatternCommand } = await import('@aws-sdk/client-eventbridge');
  for (const taking of rules) {
    const { rule, region, stop, event } = taking;
    const key = patternKey(taking);
    if (stop?.kind === 'rule-off' || patterns.has(key)) continue;
    const answer = await attempt('events:TestEventPattern', region, reader, async () => {
      const client = await reader.aws.events(region);
      const command = new TestEventPatternCommand({ EventPattern: rule.pattern, Event: JSON.stringify(event) });
      return (await client.send(command, { abortSignal: reader.signal })).Result === true;
    });
    patterns.set(key, answer.kind === 'read' ? answer.value : answer);
    if (answer.kind === 'refused') return;
  }
}
