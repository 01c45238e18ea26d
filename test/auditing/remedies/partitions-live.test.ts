/** Remedies in China and in AWS GovCloud: every scripted account is moved there, and reads as it did at home. */
import { expect, test } from 'vitest';
import { GUARD_BREAKS, ROOT_BREAKS, USER_BREAKS, WATCH_BREAKS } from '../../../sandbox/scripted/doors.ts';
import { GROUP } from '../../../sandbox/scripted/good.ts';
import { guarded, SILENCE_BREAKS } from '../../../sandbox/scripted/silence.ts';
import { OUTSIDERS } from '../../../sandbox/scripted/silence-outside.ts';
import { type Change, FUNCTION } from '../../../sandbox/scripted/steps.ts';
import { audit } from '../../../src/auditing/audit.ts';
import { withSettings } from '../../../src/auditing/remedies/settings.ts';
import type { Snapshot } from '../../../src/auditing/snapshot.ts';
import type { Verdict } from '../../../src/auditing/verdict.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { audited } from '../../helpers/audit/audited.ts';
import { REMEDY_SCRIPTS } from '../../helpers/audit/remedy-scripts.ts';

interface Partition {
  readonly name: string;
  /** In the place of the scripted accounts' us-east-1 and eu-north-1. */
  readonly regions: readonly [string, string];
  readonly suffix: string;
}

const CHINA: Partition = { name: 'aws-cn', regions: ['cn-north-1', 'cn-northwest-1'], suffix: 'amazonaws.com.cn' };
const GOV: Partition = { name: 'aws-us-gov', regions: ['us-gov-west-1', 'us-gov-east-1'], suffix: 'amazonaws.com' };

const ALL: Readonly<Record<string, Change>> = {
  ...Object.assign({}, ...Object.values(REMEDY_SCRIPTS)),
  ...{ ...ROOT_BREAKS, ...USER_BREAKS, ...GUARD_BREAKS, ...WATCH_BREAKS },
  ...{ ...guarded(SILENCE_BREAKS), ...OUTSIDERS },
  'a function that CloudWatch Logs may not invoke': (account) => {
    account.lambda.create('pager');
    account.logs.group(GROUP).metricFilters.clear();
    account.logs.group(GROUP).subscriptionFilters.set('pager', {
      ...{ filterName: 'pager', logGroupName: GROUP, filterPattern: '', destinationArn: FUNCTION },
    });
  },
};

test.each(Object.keys(ALL).map((name, at) => [name, at] as const))('%s', async (name, at) => {
  const { snapshot, account } = await audited(ALL[name]);
  const home = withoutGuard(await snapshot());
  await account.close();
  const verdicts = audit(home);
  // GovCloud differs from China in less than China from home, so a part of the scripts is enough.
  for (const partition of at % 5 === 0 ? [CHINA, GOV] : [CHINA]) {
    const moved = audit(movedTo(partition, home));
    expect(comparable(moved)).toEqual(comparable(movedTo(partition, verdicts)));
    // Beside what is the same at home: nothing printed names a place of another partition.
    const printed = moved.flatMap(({ todo }) =>
      todo.flatMap(({ fix }) => (fix === undefined ? [] : JSON.stringify(fix))),
    );
    expect(printed.filter((text) => OF_HOME.test(text))).toEqual([]);
    if (partition === CHINA) expect(printed.filter((text) => NOT_IN_CHINA.test(text))).toEqual([]);
  }
});

/** A pattern near AWS's limit names fewer resources where these have longer ARNs. */
const comparable = (verdicts: readonly Verdict[]): unknown =>
  JSON.parse(
    JSON.stringify(verdicts)
      .replaceAll(/(put-rule --name login-watch-guard-\d --event-pattern) '[^']*'/g, '$1')
      // Names of policies come from their texts.
      .replaceAll(/(login-watch-keep-[\w-]+)-[0-9a-f]{8}\b/g, '$1'),
  );

test('a deploy of our own settings closes the same there', async () => {
  const { snapshot } = await audited(ALL['no filter at all']);
  const home = withoutGuard(await snapshot());
  const verdicts = await deployed(home);
  expect(verdicts.some(({ todo }) => todo.some(({ fix }) => fix?.kind === 'settings'))).toBe(true);
  for (const partition of [CHINA, GOV])
    expect(await deployed(movedTo(partition, home))).toEqual(movedTo(partition, verdicts));
});

const deployed = (snapshot: Snapshot): Promise<readonly Verdict[]> =>
  withSettings(audit(snapshot), snapshot, { settings: DEFAULT_SETTINGS, hasFile: true, trusted: [] });

const OF_HOME = /arn:aws:|us-east-1|eu-north-1/;
const NOT_IN_CHINA = /https:\/\/[\w.-]+\.amazonaws\.com\/|principal logs\.amazonaws\.com\W(?!cn)/;

/** AWS has no sign-in guard there. */
const withoutGuard = (snapshot: Snapshot): Snapshot =>
  snapshot.doors === undefined ? snapshot : { ...snapshot, doors: { ...snapshot.doors, guard: undefined } };

/** Every text in it, names of members too. */
function movedTo<T>(partition: Partition, value: T): T;
function movedTo(partition: Partition, value: unknown): unknown {
  const move = (one: unknown) => movedTo(partition, one);
  if (typeof value === 'string') return textIn(partition, value);
  if (Array.isArray(value)) return value.map(move);
  if (value instanceof Set) return new Set([...value].map(move));
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [move(key), move(one)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [move(key), move(one)]));
}

/** Sentences name services as they are called everywhere; commands as they are called there. */
const textIn = ({ name, regions: [first, second], suffix }: Partition, text: string): string =>
  text
    .replaceAll('arn:aws:', `arn:${name}:`)
    .replaceAll('us-east-1', first)
    .replaceAll('eu-north-1', second)
    .replaceAll(`https://sqs.${first}.amazonaws.com/`, `https://sqs.${first}.${suffix}/`)
    .replaceAll('--principal logs.amazonaws.com', `--principal logs.${suffix}`)
    // Only us-east-1 isn't named so.
    .replace(
      /^(aws s3api create-bucket --bucket \S+) (?=--region)/,
      `$1 --create-bucket-configuration '{"LocationConstraint":"${first}"}' `,
    );
