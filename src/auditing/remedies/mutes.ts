/** Calls that take an alarm out of the rules that mute it now. */
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import type { MuteRule } from '../alarms/mute-rule.ts';
import type { Snapshot } from '../snapshot.ts';
import type { AwsCall } from './remedy.ts';

/** Other alarms of the rules stay muted. */
export const muted = ({ alarm }: Break<'muted'>, { regions }: Snapshot): readonly AwsCall[] =>
  [...regions].flatMap(([region, { mutes }]) =>
    (mutes.kind === 'read' ? mutes.value : [])
      .filter(({ isActive, alarms }) => isActive && alarms.includes(alarm))
      .map((rule) => without(alarm, rule, region)),
  );

/** PutAlarmMuteRule replaces the rule: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html */
function without(alarm: string, { name, alarms, definition }: MuteRule, region: string): AwsCall {
  const AlarmNames = alarms.filter((one) => one !== alarm);
  if (AlarmNames.length === 0) return ['cloudwatch', 'delete-alarm-mute-rule', region, { AlarmMuteRuleName: name }];
  return ['cloudwatch', 'put-alarm-mute-rule', region, { ...definition, MuteTargets: { AlarmNames } }];
}
