/** A region's mute rules of alarms, with the alarms that each is for. */
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { MuteRule } from '../../auditing/alarms/mute-rule.ts';
import { type Reading, read } from '../../auditing/snapshot.ts';
import { readError } from '../fault.ts';
import { attempt, attemptPages, type Page, type Reader } from './attempt.ts';
import { plain } from './plain.ts';

/** Asks nothing of a region without alarms. */
export async function readMutes(
  region: string,
  hasAlarms: boolean,
  reader: Reader,
): Promise<Reading<readonly MuteRule[]>> {
  if (!hasAlarms) return read([]);
  const client = await reader.aws.cloudwatch(region);
  const listed = await attemptPages('cloudwatch:ListAlarmMuteRules', region, reader, (token) =>
    pageOfNames(token, client, reader),
  );
  if (listed.kind === 'refused') return listed;
  const rules: MuteRule[] = [];
  for (const name of listed.value) {
    const rule = await attempt('cloudwatch:GetAlarmMuteRule', region, reader, () => readRule(name, client, reader));
    if (rule.kind === 'refused') return rule;
    rules.push(rule.value);
  }
  return read(rules);
}

/** Answers of a region that doesn't know mute rules yet. */
const UNKNOWN = new Set(['UnknownOperationException', 'InvalidAction', 'UnsupportedOperation']);

/** Expired ones mute nothing any more. */
async function pageOfNames(
  token: string | undefined,
  client: CloudWatchClient,
  { signal }: Reader,
): Promise<Page<string>> {
  const { ListAlarmMuteRulesCommand } = await import('@aws-sdk/client-cloudwatch');
  try {
    const command = new ListAlarmMuteRulesCommand({ Statuses: ['ACTIVE', 'SCHEDULED'], NextToken: token });
    const { AlarmMuteRuleSummaries = [], NextToken } = await client.send(command, { abortSignal: signal });
    // `arn:aws:cloudwatch:REGION:ACCOUNT:alarm-mute-rule:NAME`
    const arns = AlarmMuteRuleSummaries.map(({ AlarmMuteRuleArn = '' }) => AlarmMuteRuleArn);
    return [arns.map((arn) => arn.split(':').slice(6).join(':')), NextToken];
  } catch (error) {
    if (UNKNOWN.has(readError(error).name)) return [[], undefined];
    throw error;
  }
}

async function readRule(name: string, client: CloudWatchClient, { signal }: Reader): Promise<MuteRule> {
  const { GetAlarmMuteRuleCommand } = await import('@aws-sdk/client-cloudwatch');
  const command = new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: name });
  const { Status, MuteTargets, Rule, Description, StartDate, ExpireDate } = await client.send(command, {
    abortSignal: signal,
  });
  return {
    name,
    isActive: Status === 'ACTIVE',
    alarms: MuteTargets?.AlarmNames ?? [],
    expression: Rule?.Schedule?.Expression ?? '',
    duration: Rule?.Schedule?.Duration ?? '',
    zone: Rule?.Schedule?.Timezone ?? 'UTC',
    definition: plain({ Name: name, Description, Rule, MuteTargets, StartDate, ExpireDate }),
  };
}
