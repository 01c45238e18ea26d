/** The words of `audit --live`, in English. */
import { counted, UNIT_WORDS } from '../../units.ts';
import { agoIn } from '../ago.ts';
import type { LiveWords } from './live.words.ts';

const { duration } = UNIT_WORDS.en;
const MOST = 6;

const listOf = (names: readonly string[]): string =>
  names.length > MOST ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more` : names.join(', ');

const KINDS = {
  mail: 'e-mail',
  sms: 'SMS',
  chat: 'chat',
  endpoint: 'HTTPS',
  app: 'mobile app',
  function: 'function',
  queue: 'queue',
  archive: 'archive',
  topic: 'topic',
  action: 'action',
} as const;

const THINGS = {
  rule: 'EventBridge rule',
  subscription: 'the subscription to topic',
  queue: 'queue',
  stream: 'log stream',
} as const;

export const LIVE_EN: LiveWords = {
  reading: 'Reading who would receive made-up records',
  ringing: (records) => `Put ${counted(records, 'made-up record')}; watching`,
  progress: (seen, all) => `Watching, ${seen} of ${counted(all, 'hop')} seen`,
  plan: {
    head: (records, deeds) =>
      `${counted(records, 'made-up record')} of ${counted(deeds, 'check')} will be put where your own filters and rules listen:`,
    group: (group, region, records) => `log group ${group} in ${region}: ${counted(records, 'record')}`,
    receivers: 'These will receive alerts or copies:',
    receiver: ({ kind, name, by, isOurs }) =>
      `${KINDS[kind]} ${name}${isOurs ? ' (of this login-watch)' : ''}${by.length === 0 ? '' : `, by ${listOf(by)}`}`,
    nobody: 'nobody',
    calls: 'CloudTrail records the calls of this run too, and these hear of them:',
    rule: (rule, region, topics, puts) =>
      `topic ${listOf(topics)} in ${region}: one event${puts === 1 ? '' : `, put up to ${puts} times`}, by a temporary rule like EventBridge rule ${rule}`,
    made: (mark, { groups, rules, queues, topics }) =>
      `Made, and removed afterwards: ${[
        ...(groups === 0 ? [] : [`log stream ${mark}`]),
        ...(rules === 0 ? [] : [`${counted(rules, 'EventBridge rule')} ${mark}-…`]),
        ...(queues === 0
          ? []
          : [`${counted(queues, 'queue')} of the same name`, `and ${counted(topics, 'subscription')} to your topics`]),
      ].join(', ')}.`,
    wait: (ms) => `It takes up to ${duration(ms)}. Ctrl-C stops it and removes what was made.`,
    marked: (mark) => `Each record is marked as made up: its eventID begins with ${mark}.`,
    question: (records) =>
      `Put ${records === 1 ? 'this record' : `these ${records} records`} and alert these receivers?`,
    refused: (records) =>
      `${counted(records, "record isn't", "records aren't")} put, because somebody who wasn't named with --only would receive ${records === 1 ? 'it' : 'them'}:`,
    only: (command) => `With their consent: ${command}`,
    notListed:
      "Not listed, because this account doesn't show them: exports of the log group, metric streams, other accounts that watch this one's metrics, archives and pipes of the event bus, and what receivers pass on.",
  },
  leftovers: {
    head: 'An earlier audit --live was killed before it could remove these:',
    one: (kind, name, region, age) => `${THINGS[kind]} ${name} in ${region}, ${agoIn('en', age)} old`,
    recent: (count) =>
      `${counted(count, 'thing is', 'things are')} of an audit --live that began less than 30 minutes ago and may still go on: nothing of it is touched.`,
    unread: (actions) =>
      `Whether an earlier audit --live left more isn't known: ${actions.join(' and ')} failed (\`login-watch policy audit --live\` prints the policy).`,
    question: (count) => `Remove ${count === 1 ? 'it' : `these ${count}`}?`,
    willGo: 'They are removed first.',
    gone: (count) => `Removed ${counted(count, 'thing')} of an earlier run.`,
    how: '`login-watch audit --live` removes them.',
  },
  nothingDone: 'Nothing was put.',
  head: ['Check', 'Result', 'After', 'Way'],
  results: {
    arrived: 'arrived',
    stopped: 'stopped',
    unknown: 'unknown',
    refused: 'not put',
    unheard: 'not put',
  },
  verdict: ({ arrived, stopped, unknown, notRung }) =>
    [
      `${counted(arrived, 'check')} of ${arrived + stopped + unknown + notRung} arrived.`,
      ...(stopped > 0 ? [`${stopped} stopped on the way.`] : []),
      ...(unknown > 0 ? [`${unknown} couldn't be followed to the end.`] : []),
      ...(notRung > 0 ? [`Of ${notRung} no record was put.`] : []),
    ].join(' '),
  steps: {
    record: 'log group',
    metric: 'metric',
    alarm: 'alarm',
    action: 'published to',
    topic: 'topic',
    receivers: 'subscribers of',
    forward: 'subscription filter',
    bus: 'event bus in',
    rule: 'rule',
    target: 'target',
  },
  hop: (step, name, after, why) =>
    `${step}${name === '' ? '' : ` ${name}`}: ${[after, why].filter((part) => part !== '').join(', ')}`,
  outcomes: { seen: 'seen', missing: 'not seen', failed: 'failed', unseen: 'not looked at', listed: 'listed' },
  auditSaid: (result) => `(the audit without --live: ${result})`,
  foreign: (names) => `would reach ${listOf(names)}`,
  samples: (names) => `(${listOf(names)})`,
  rules: "These rules of EventBridge weren't rung. AWS was only asked whether the pattern takes the record:",
  rule: (rule, region, checks, said) => `${rule} in ${region} (${listOf(checks)}): ${said}`,
  ruleOff: 'the rule is disabled',
  onlyRules: "Only rules of EventBridge take the record, and they can't be rung.",
  bus: {
    noTopic: "only SNS topics are rung, because others would get an event that isn't AWS's",
    hidesMark: "its target makes a text of its own, which wouldn't say that the event is made up",
    onlyOwn: (topic) => `a policy names this rule, so a temporary one isn't let into topic ${topic} as it is`,
    alsoTaken: (rules, isSure) =>
      `an event of our own ${isSure ? 'is' : 'may be'} taken by rule ${listOf(rules)} too, so what arrives would say nothing about this rule`,
    tooMany: (most) => `a run rings ${most} rules at most (\`--checks\` chooses)`,
    notPut: 'no event was put',
    ownEvent: "an event of our own, and whether AWS's comes here can't be seen",
  },
  removed: 'All that was made is removed again.',
  left: 'Not removed. Please remove by hand:',
  leftOne: (kind, name, region, why) => `${THINGS[kind]} ${name} in ${region}: ${why}`,
  stays: (mark, time) => `What stays, for your log (${mark}, ${time}):`,
  staysMetrics: (metrics) => `datapoints of ${listOf(metrics)}`,
  staysAlarms: (alarms) => `history of ${alarms.length === 1 ? 'alarm' : 'alarms'} ${listOf(alarms)}`,
  staysCopies: (receivers) => `copies at ${listOf(receivers)}`,
  mayBeCopies: (receivers) => `copies may be at ${listOf(receivers)}, which wasn't seen`,
  staysTrail: (calls) => `records of this run in CloudTrail: ${calls.join(', ')} and their counterparts`,
  backToOk: 'Alarms go back by themselves when their periods are over, and then execute their actions for OK.',
  denied: (action) => `${action} isn't allowed (\`login-watch policy audit --live\` prints the policy)`,
  notWithin: (ms) => `not within ${duration(ms)}`,
  wasAlarm: 'it was in ALARM before',
  machine: "what it does with it can't be seen",
  othersTopic: "another account's topic can't be watched",
  accountFilter: 'a filter of the whole account has no count of its own',
  subscribed: (names) => `${listOf(names)}; whether it is read can't be seen`,
  patternTakes: 'AWS says that the pattern takes the record',
  patternLeaves: "AWS says that the pattern doesn't take the record",
  notAsked: 'AWS was not asked',
  rejected: (group) => ({
    message: `CloudWatch Logs didn't take all records for log group ${group}`,
    hint: 'The clock of this computer may be wrong: `login-watch doctor` tells.',
  }),
  stopped: { message: 'Stopped before all was seen', hint: 'Run the same command again.' },
  noTerminal: {
    message: 'audit --live asks before it puts records, and nobody can answer here',
    hint: 'Add --yes if the people who receive them have been asked.',
  },
  onlyWithLive: {
    message: '--only and --yes belong to --live',
    hint: '`login-watch audit --live --only alice@example.com` names the receivers who have been asked.',
  },
  noFormat: {
    message: '--live goes with neither --compare nor --output, and has only two formats',
    hint: 'Its formats are table and json, and the result goes to standard output.',
  },
  unknownOnly: (names, known) => ({
    message: `None of the records would reach ${listOf(names)}`,
    hint: known.length === 0 ? 'They would reach nobody.' : `They would reach ${known.join(', ')}.`,
  }),
  callsHeard: (names, only) => ({
    message: `The calls of this run itself would alert ${listOf(names)}, who ${names.length === 1 ? "wasn't" : "weren't"} named`,
    hint: `Name them: --only ${only.join(',')}`,
  }),
};
