/** Why nobody is alerted, and what to do, in English. */
import { MINUTE } from '../../../core/time.ts';
import { UNIT_WORDS } from '../../units.ts';
import type { BreakWords } from './breaks.words.ts';

const EVALUATED = {
  filter: (name: string) => `The pattern of filter ${name}`,
  rule: (name: string) => `The pattern of EventBridge rule ${name}`,
  alarm: (name: string) => `The condition of alarm ${name}`,
  policy: (name: string) => `A condition in the policy of ${name}`,
  subscription: (name: string) => `The filter policy of the subscription of ${name}`,
} as const;

const DIFFERS = {
  case: 'the names differ only by upper and lower case',
  namespace: 'the namespaces differ',
  dimensions: 'the dimensions differ',
} as const;

const NEW_RULE = () =>
  'Deploy the notifier with pipeline `events`, or add an EventBridge rule in each region for its `source` and `detail-type` alone.';

export const BREAKS_EN: BreakWords = {
  said: {
    'no-trail': ({ region }) => `No trail records these management events in ${region} now.`,
    'nothing-listens': () => 'No metric filter, subscription filter or EventBridge rule matches the record.',
    'no-rule': () => 'No EventBridge rule matches the event, and it is in no trail.',
    'left-out': ({ trail }) =>
      `Trail ${trail} leaves the record out, and AWS doesn't document whether EventBridge gets it all the same.`,
    'telemetry-unsure': ({ group, by }) =>
      by === undefined
        ? `Log group ${group} is where CloudTrail writes without a trail, but the account shows no telemetry rule for it: one of the organization, or one that was deleted, may still feed it.`
        : `Telemetry rule ${by.rule} writes to log group ${group}, but the evaluation of telemetry rules is ${by.status}: whether events still arrive isn't known.`,
    'bus-without-trail': ({ rule, region }) =>
      `Telemetry rule ${rule}, and no trail, records these events in ${region}, and AWS doesn't document whether EventBridge gets them then.`,
    'no-log-group': ({ trail }) => `Trail ${trail} writes to no log group, and no EventBridge rule matches the record.`,
    'group-elsewhere': ({ trail, group, account }) =>
      `Trail ${trail} writes to log group ${group} of account ${account}, which this audit can't see.`,
    'group-gets-nothing': ({ trail, group, reason }) =>
      `CloudTrail can't deliver trail ${trail} to log group ${group}: ${reason.replace(/\.$/, '')}.`,
    'group-not-fed': ({ filter, group }) =>
      `Metric filter ${filter} matches, but no trail writes to its log group ${group} now.`,
    'no-alarm': ({ filter, metric }) => `Metric filter ${filter} matches, but no alarm watches its metric ${metric}.`,
    'other-metric': ({ filter, metric, alarm, wanted, differs }) =>
      differs === 'region'
        ? `Metric filter ${filter} matches, but alarm ${alarm} on its metric ${metric} is in another region, ${wanted}.`
        : `Metric filter ${filter} counts in ${metric}, but alarm ${alarm} watches ${wanted}: ${DIFFERS[differs]}.`,
    'below-threshold': ({ alarm, value, threshold, events }) =>
      `${events === undefined ? 'One event gives' : `${events} events within a minute give`} ${value}, but alarm ${alarm} goes off at ${threshold.trim()}.`,
    'math-missing': ({ alarm }) =>
      `The expression of alarm ${alarm} has no value for one event, because another of its metrics has none.`,
    'too-few-datapoints': ({ alarm, needed }) =>
      `Alarm ${alarm} needs ${needed} datapoints, but one event gives only one.`,
    'too-late': ({ alarm, minutes }) =>
      `Alarm ${alarm} goes off about ${UNIT_WORDS.en.duration(minutes * MINUTE)} after a single event, because it needs several datapoints.`,
    'always-alarm': ({ alarm }) =>
      `Alarm ${alarm} treats missing data as breaching, so it is always in ALARM, and an event changes nothing.`,
    stuck: ({ alarm }) =>
      `Alarm ${alarm} is in ALARM and ignores missing data, so it stays there and reports no further event.`,
    'actions-off': ({ alarm }) => `The actions of alarm ${alarm} are disabled.`,
    'no-actions': ({ alarm }) => `Alarm ${alarm} has no action for the state ALARM.`,
    'composite-needs': ({ composite, alarm }) => `Alarm ${alarm} alone doesn't set off composite alarm ${composite}.`,
    suppressed: ({ composite, suppressor }) =>
      `Composite alarm ${composite} is suppressed, because alarm ${suppressor} is in ALARM now.`,
    muted: ({ alarm, mute }) => `Mute rule ${mute} mutes the actions of alarm ${alarm} now.`,
    'muted-at-times': ({ alarm, mute, expression, duration, zone }) =>
      `Mute rule ${mute} mutes the actions of alarm ${alarm} at ${expression} (${zone}) for ${duration}.`,
    'topic-gone': ({ topic }) => `SNS topic ${topic} doesn't exist.`,
    'topic-shut': ({ topic, service }) => `The policy of SNS topic ${topic} doesn't let ${service} publish.`,
    'key-shut': ({ topic, key, service }) =>
      `SNS topic ${topic} is encrypted, and the policy of its key ${key} doesn't let ${service} use it.`,
    'key-of-aws': ({ topic }) =>
      `SNS topic ${topic} is encrypted with alias/aws/sns, a key that CloudWatch and EventBridge can't use.`,
    'key-off': ({ topic, key, state }) => `SNS topic ${topic} is encrypted with key ${key}, which is ${state}.`,
    'no-subscribers': ({ topic }) => `SNS topic ${topic} has no subscribers.`,
    unconfirmed: ({ topic, count }) =>
      count === 1
        ? `One subscription of SNS topic ${topic} was never confirmed.`
        : `${count} subscriptions of SNS topic ${topic} were never confirmed.`,
    'filtered-out': ({ topic, endpoint }) =>
      `The filter policy of the subscription of ${endpoint} lets no alert from SNS topic ${topic} through.`,
    'function-gone': ({ name }) => `Function ${name} doesn't exist.`,
    'function-shut': ({ name, service }) => `The policy of function ${name} doesn't let ${service} invoke it.`,
    'function-off': ({ name }) => `Function ${name} has a reserved concurrency of 0, so it never runs.`,
    'no-own-rule': ({ name }) =>
      `The notifier (${name}) gets the record, but none of its rules sends an alert about it.`,
    'function-inactive': ({ name, state }) => `Function ${name} is in state ${state}.`,
    'queue-gone': ({ name }) => `Queue ${name} doesn't exist.`,
    'queue-shut': ({ name, service }) => `The policy of queue ${name} doesn't let ${service} send to it.`,
    'queue-key-shut': ({ name, key, service }) =>
      `Queue ${name} is encrypted, and the policy of its key ${key} doesn't let ${service} use it.`,
    'queue-key-of-aws': ({ name }) =>
      `Queue ${name} is encrypted with alias/aws/sqs, a key that SNS and EventBridge can't use.`,
    'queue-key-off': ({ name, key, state }) => `Queue ${name} is encrypted with key ${key}, which is ${state}.`,
    'queue-unread': ({ name }) => `No function reads queue ${name}, and other readers can't be seen.`,
    'archive-only': ({ name }) => `${name} only stores the records.`,
    'rule-off': ({ rule, region }) => `EventBridge rule ${rule} in ${region} matches, but is disabled.`,
    'rule-elsewhere': ({ rule, there, region }) =>
      `EventBridge rule ${rule} matches, but is in ${there}, and the event comes in ${region}.`,
    'rule-skips-reads': ({ rule }) => `EventBridge rule ${rule} matches, but in its state gets no read-only events.`,
    'field-undocumented': ({ rule, fields }) =>
      `EventBridge rule ${rule} asks for ${fields}, which AWS doesn't document for this event.`,
    'no-targets': ({ rule }) => `EventBridge rule ${rule} matches, but has no targets.`,
    'no-bus-role': ({ rule, target }) =>
      `EventBridge rule ${rule} forwards to the event bus in ${target} without a role, so nothing arrives.`,
    'role-gone': ({ rule, role }) =>
      `A target of EventBridge rule ${rule} acts with role ${role}, which doesn't exist.`,
    'role-shut': ({ rule, role }) =>
      `A target of EventBridge rule ${rule} acts with role ${role}, which events.amazonaws.com may not assume.`,
    'role-lacks': ({ rule, role, action, to }) =>
      `A target of EventBridge rule ${rule} acts with role ${role}, which lacks ${action} on ${to}.`,
    'role-denied': ({ rule, role, action, to }) =>
      `A target of EventBridge rule ${rule} acts with role ${role}, to which the policy of ${to} denies ${action}.`,
    unread: ({ of, why }) => `${of} couldn't be read. ${why.en}.`,
    'not-followed': ({ from, to }) => `${from} leads to ${to}, where this audit doesn't look.`,
    'not-evaluated': ({ what, name }) => `${EVALUATED[what](name)} can't be evaluated here.`,
  },
  todo: {
    'no-trail': () =>
      'Start a multi-region trail that records management events, read and write: `login-watch init` makes one.',
    'nothing-listens': () => 'Deploy the notifier with `login-watch deploy`, or add a metric filter and an alarm.',
    'no-rule': NEW_RULE,
    'left-out': ({ trail }) => `Let trail ${trail} record management events, read and write, of all services.`,
    'telemetry-unsure': ({ group, by }) =>
      by === undefined
        ? `Check whether new events arrive in log group ${group}, and which rule of the organization feeds it.`
        : `${by.status === 'STOPPED' ? 'Start the evaluation of telemetry rules again, and check' : 'Check'} whether new events arrive in log group ${group}; \`aws observabilityadmin get-telemetry-evaluation-status\` shows the state of telemetry rules.`,
    'bus-without-trail': () =>
      'Make a multi-region trail that records management events, read and write: `login-watch init` does.',
    'no-log-group': ({ trail }) =>
      `Deploy the notifier with \`login-watch deploy\`, or let trail ${trail} write to a log group with filters and alarms.`,
    'group-elsewhere': ({ account }) => `Run \`login-watch audit\` in account ${account} too.`,
    'group-gets-nothing': ({ group }) =>
      `Check that log group ${group} exists and that the trail's role may write to it.`,
    'group-not-fed': ({ filter }) => `Move metric filter ${filter} to the log group of a trail that is logging.`,
    'no-alarm': ({ metric }) => `Make an alarm on ${metric}.`,
    'other-metric': ({ alarm, metric, differs }) =>
      differs === 'region'
        ? `Make alarm ${alarm} in the region of the log group.`
        : `Set alarm ${alarm} to the metric ${metric}, with the same dimensions.`,
    'below-threshold': ({ alarm }) => `Set alarm ${alarm} to Sum ≥ 1.`,
    'math-missing': ({ alarm }) => `Wrap the metrics of alarm ${alarm} in FILL(…, 0).`,
    'too-few-datapoints': ({ alarm }) => `Set alarm ${alarm} to 1 out of 1 datapoints.`,
    'too-late': ({ alarm }) => `Set alarm ${alarm} to 1 out of 1 datapoints.`,
    'always-alarm': ({ alarm }) => `Set alarm ${alarm} to treat missing data as not breaching.`,
    stuck: ({ alarm }) => `Set alarm ${alarm} to treat missing data as not breaching.`,
    'actions-off': ({ alarm }) => `Enable the actions of alarm ${alarm}.`,
    'no-actions': ({ alarm }) => `Add an SNS topic with subscribers to the actions of alarm ${alarm}.`,
    'composite-needs': ({ alarm }) =>
      `Give alarm ${alarm} an action of its own, or let the rule be true with it alone.`,
    suppressed: ({ composite, suppressor }) =>
      `Bring alarm ${suppressor} back to OK, or remove it as the suppressor of ${composite}.`,
    muted: ({ alarm, mute }) => `Take alarm ${alarm} out of mute rule ${mute}, or wait until it ends.`,
    'muted-at-times': ({ alarm, mute }) => `Take alarm ${alarm} out of mute rule ${mute}.`,
    'topic-gone': ({ topic }) => `Make SNS topic ${topic}, or choose another one.`,
    'topic-shut': ({ topic, service }) => `Allow ${service} to sns:Publish in the policy of SNS topic ${topic}.`,
    'key-shut': ({ key, service }) =>
      `Allow ${service} to kms:GenerateDataKey* and kms:Decrypt in the policy of key ${key}.`,
    'key-of-aws': ({ topic }) => `Encrypt SNS topic ${topic} with a key of your own that lets the service in.`,
    'key-off': ({ key }) => `Enable key ${key}, or cancel its deletion.`,
    'no-subscribers': ({ topic }) => `Subscribe somebody to SNS topic ${topic}, and confirm the subscription.`,
    unconfirmed: ({ topic }) =>
      `Confirm the subscriptions of SNS topic ${topic} by the link in the mail; after two days subscribe again.`,
    'filtered-out': ({ endpoint }) => `Remove the filter policy of the subscription of ${endpoint}.`,
    'function-gone': ({ name }) => `Make function ${name}, or alert people without it.`,
    'function-shut': ({ name, service }) => `Allow ${service} to lambda:InvokeFunction in the policy of ${name}.`,
    'function-off': ({ name }) => `Remove the reserved concurrency of function ${name}.`,
    'no-own-rule': () =>
      'Switch on a rule for it (`login-watch rules list` shows those that are off), or write one under `own` in login-watch.yaml.',
    'function-inactive': ({ name }) => `Look at function ${name} in the Lambda console, or alert people without it.`,
    'queue-gone': ({ name }) => `Make queue ${name}, or alert people without it.`,
    'queue-shut': ({ name, service }) => `Allow ${service} to sqs:SendMessage in the policy of queue ${name}.`,
    'queue-key-shut': ({ key, service }) =>
      `Allow ${service} to kms:GenerateDataKey* and kms:Decrypt in the policy of key ${key}.`,
    'queue-key-of-aws': ({ name }) => `Encrypt queue ${name} with a key of your own that lets the service in.`,
    'queue-key-off': ({ key }) => `Enable key ${key}, or cancel its deletion.`,
    'queue-unread': ({ name }) => `Check which program reads queue ${name}, or alert people without it.`,
    'archive-only': () => 'Add a target that alerts people.',
    'rule-off': ({ rule }) => `Enable EventBridge rule ${rule}.`,
    'rule-elsewhere': ({ region }) =>
      `Make the same rule in ${region}: \`login-watch deploy\` does so in every region.`,
    'rule-skips-reads': ({ rule }) =>
      `Set the state of EventBridge rule ${rule} to ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS.`,
    'field-undocumented': NEW_RULE,
    'no-targets': ({ rule }) => `Give EventBridge rule ${rule} a target.`,
    'no-bus-role': ({ rule }) => `Give the target of EventBridge rule ${rule} a role that may events:PutEvents.`,
    'role-gone': ({ rule, role }) => `Make role ${role}, or give the target of EventBridge rule ${rule} another one.`,
    'role-shut': ({ rule, role }) =>
      `Give the target of EventBridge rule ${rule} a role of its own, or allow events.amazonaws.com to sts:AssumeRole in the trust policy of role ${role}.`,
    'role-lacks': ({ role, action, to }) => `Allow role ${role} to ${action} on ${to}.`,
    'role-denied': ({ rule, role, to }) =>
      `Exempt role ${role} from the denial in the policy of ${to}, or let EventBridge rule ${rule} alert people by another role or target.`,
    unread: ({ action, isDenied }) =>
      isDenied ? `Allow ${action}: \`login-watch policy audit\` prints the policy.` : 'Run the audit again.',
    'not-followed': ({ to }) => `Check what becomes of it in ${to}.`,
    'not-evaluated': ({ name }) => `Check ${name} by hand.`,
  },
};
