/** Rules of a region's default event bus. */
import type { Rule } from '@aws-sdk/client-eventbridge';
import { type BusRule, type Reading, type RuleTarget, read } from '../../auditing/snapshot.ts';
import { attempt, attemptPages, type Reader } from './attempt.ts';
import { plain } from './plain.ts';

/** Only rules whose pattern `isWanted`: no other one can take a record that an audit follows. */
export async function readRules(
  region: string,
  reader: Reader,
  isWanted: (pattern: string) => boolean,
): Promise<Reading<readonly BusRule[]>> {
  const listed = await listRules(region, reader);
  if (listed.kind === 'refused') return listed;
  const rules: BusRule[] = [];
  for (const rule of listed.value) {
    const { Name = '', Arn = '', State = '', EventPattern: pattern } = rule;
    if (pattern === undefined || !isWanted(pattern)) continue;
    const targets = await readTargets(Name, region, reader);
    rules.push({ name: Name, arn: Arn, state: State, pattern, definition: definitionOf(rule), targets });
  }
  return read(rules);
}

const definitionOf = ({ Name, EventPattern, State, Description, ScheduleExpression, RoleArn }: Rule) =>
  plain({ Name, EventPattern, State, Description, ScheduleExpression, RoleArn });

async function listRules(region: string, reader: Reader): Promise<Reading<readonly Rule[]>> {
  const { ListRulesCommand } = await import('@aws-sdk/client-eventbridge');
  return attemptPages('events:ListRules', region, reader, async (token) => {
    const client = await reader.aws.events(region);
    const command = new ListRulesCommand({ NextToken: token });
    const { Rules = [], NextToken } = await client.send(command, { abortSignal: reader.signal });
    return [Rules, NextToken];
  });
}

/** A rule has five at most. */
async function readTargets(rule: string, region: string, reader: Reader): Promise<Reading<readonly RuleTarget[]>> {
  const { ListTargetsByRuleCommand } = await import('@aws-sdk/client-eventbridge');
  return attempt('events:ListTargetsByRule', region, reader, async () => {
    const client = await reader.aws.events(region);
    const command = new ListTargetsByRuleCommand({ Rule: rule });
    const { Targets = [] } = await client.send(command, { abortSignal: reader.signal });
    return Targets.map((target) => ({ arn: target.Arn ?? '', role: target.RoleArn, definition: plain(target) }));
  });
}
