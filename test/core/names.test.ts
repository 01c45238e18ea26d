import { expect, test } from 'vitest';
import { isMap, isScalar } from 'yaml';
import {
  beginningOf,
  bucketOf,
  HEALTH_ALARM,
  isOutbox,
  isStack,
  TEMPLATE_NAMES as NAMES,
  namesOf,
  OWN_ALARMS,
  SIGN_IN_ALARMS,
  STACKS,
} from '../../src/core/names.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { compileEventBridge } from '../../src/selection/eventbridge.ts';
import { parseTemplate } from '../../src/template/document.ts';
import { compiledRules } from '../../src/template/patterns.ts';
import { readTemplate } from '../../src/template/templates.ts';

const NAME_PROPERTIES = [
  ...['AlarmName', 'BucketName', 'FilterName', 'FunctionName', 'LogGroupName', 'Name', 'QueueName', 'RoleName'],
  ...['TableName', 'TopicName', 'TrailName'],
];

/** Names that a template gives to what it makes: texts with `${Name}` in them, or with the prefix of buckets. */
function namesIn(part: (typeof STACKS)[number]): readonly string[] {
  const resources = parseTemplate(readTemplate(part)).getIn(['Resources']);
  if (!isMap(resources)) throw new TypeError(`${part}.yaml has no resources`);
  return resources.items.flatMap(({ value }) => {
    const properties = isMap(value) ? value.get('Properties') : undefined;
    return (isMap(properties) ? properties.items : []).flatMap(({ key, value: name }) =>
      NAME_PROPERTIES.includes(String(key)) && isScalar(name) && name.tag === '!Sub' ? [String(name.value)] : [],
    );
  });
}

/** How many event patterns the default rules need. */
const PATTERNS = compileEventBridge(compiledRules(DEFAULT_SETTINGS)).length;
const numbered = (count: number, name: (number: number) => string) =>
  Array.from({ length: count }, (_, index) => name(index + 1));
const bucket = (name: string) => name.replace(`\${name}`, `\${BucketPrefix}`);
const CIS = /^\$\{Name\}-cis-\d+-/;

test('the notifier has these names', () => {
  expect(namesIn('notifier').toSorted()).toEqual(
    [
      ...[NAMES.notifier, NAMES.notifierLog, NAMES.table, NAMES.outbox, NAMES.outboxDead, NAMES.dead],
      ...[NAMES.mailTopic(1), NAMES.alarmTopic, NAMES.filesRule, NAMES.digestTime, NAMES.pulse],
      // With a bucket of another account: its owner's events come by a bus of this name, and a rule on it.
      ...[NAMES.filesBus, `${NAMES.filesBus}-elsewhere`],
      ...numbered(PATTERNS, NAMES.eventsRule),
      ...numbered(2, NAMES.logsFilter),
      ...OWN_ALARMS.map(NAMES.alarm),
    ].toSorted(),
  );
});

test('the trail, the artifacts and the forwarder have these names', () => {
  const account = `\${AWS::AccountId}`;
  expect(namesIn('trail')).toEqual([bucket(NAMES.trailBucket(account)), NAMES.trailLog, NAMES.trail]);
  expect(namesIn('artifacts')).toEqual([bucket(NAMES.artifactsBucket(account))]);
  expect(namesIn('forwarder')).toEqual(numbered(PATTERNS, NAMES.forwardRule));
});

test('the alarms, their filters, schedules and role have these names', () => {
  const names = namesIn('alarms');
  const alarms = SIGN_IN_ALARMS.map(NAMES.alarm);
  expect(names.filter((name) => !CIS.test(name)).toSorted()).toEqual(
    [
      ...alarms,
      ...alarms,
      ...SIGN_IN_ALARMS.flatMap((alarm) => [NAMES.hoursBegin(alarm), NAMES.hoursEnd(alarm)]),
      NAMES.hoursRole(`\${AWS::Region}`),
    ].toSorted(),
  );
  // A filter and an alarm each.
  expect(names.filter((name) => CIS.test(name))).toHaveLength(28);
  expect(readTemplate('alarms')).toContain(`Namespace: !Sub '${NAMES.alarmMetrics}'`);
});

test('the second channel of the notifier’s health has these names', () => {
  const { function: name, log, waiting, dead } = NAMES.health;
  expect(namesIn('health')).toEqual([name, log, waiting, dead, NAMES.alarm(HEALTH_ALARM)]);
});

test('the templates give nothing else that begins with the name', () => {
  const known = [
    ...STACKS.flatMap(namesIn),
    ...[`\${Name}-*`, `\${Name}-events-*`, `\${Name}-forward-*`, `\${Name}/*`, NAMES.alarmMetrics],
    ...SIGN_IN_ALARMS.map(NAMES.alarm),
  ];
  for (const part of STACKS) {
    const used = readTemplate(part).match(/\$\{Name\}-[\w.*-]+/g) ?? [];
    expect(used.filter((name) => !known.some((one) => one.startsWith(name)))).toEqual([]);
  }
});

test('names of a notifier', () => {
  const { mailTopic, artifactsBucket, stack, parameters, every } = namesOf('Acme');
  expect([mailTopic(1), mailTopic(2), mailTopic('*')]).toEqual(['Acme-mail', 'Acme-mail-2', 'Acme-mail-*']);
  expect([stack('artifacts'), artifactsBucket('111122223333')]).toEqual([
    'Acme-artifacts',
    'acme-artifacts-111122223333',
  ]);
  expect(bucketOf(stack('artifacts'), '111122223333')).toBe(artifactsBucket('111122223333'));
  expect([parameters, every, beginningOf('Acme', 24)]).toEqual(['/Acme', 'Acme-*', 'Acme-']);
  expect(beginningOf('a'.repeat(30), 24)).toBe('a'.repeat(24));
});

test('an outbox is known by its name, and so is a stack', () => {
  const arn = (queue: string) => `arn:aws:sqs:eu-west-1:111122223333:${queue}`;
  const { outbox, outboxDead, dead, stack } = namesOf('acme');
  expect([outbox, outboxDead, dead].map(arn).map(isOutbox)).toEqual([true, false, false]);
  expect(STACKS.map((part) => isStack(stack(part), 'trail'))).toEqual([false, true, false, false, false, false]);
});
