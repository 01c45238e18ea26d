/** Each limit at which the sandbox refuses: the product keeps within it, or refuses before AWS does. */
import { expect, test } from 'vitest';
import { Events } from '../sandbox/account/events.ts';
import { Group } from '../sandbox/account/logs/group.ts';
import { Sqs } from '../sandbox/account/sqs/sqs.ts';
import { LIMITS } from '../sandbox/limits.ts';
import { DEFAULT_SETTINGS, type OwnRule, type Settings } from '../src/core/settings.ts';
import { TEMPLATE_BYTES } from '../src/deploying/upload.ts';
import { compileEventBridge } from '../src/selection/eventbridge.ts';
import { compileLogsFilter, hasExpression } from '../src/selection/logs-filter.ts';
import { MOST_BUS_RULES } from '../src/settings/bus-rules.ts';
import { parseSettings } from '../src/settings/parse.ts';
import { filtersNeeded, plannedFilters } from '../src/template/patterns.ts';
import { renderTemplate } from '../src/template/render.ts';
import { readAs } from './helpers/aws/template.ts';
import { rule } from './helpers/records/rule.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `SomeRatherLongEventName${index}`);
const patterns = (when: OwnRule['when']) => compileEventBridge([rule({ when })]).map(({ pattern }) => pattern);
const wild = (count: number) => ({
  errorMessage: Array.from({ length: count }, (_, index) => ({ wildcard: `*a${index}*` })),
});
const manyRules = (count: number, length = 900): string =>
  `name: acme\nown:\n${Array.from({ length: count }, (_, index) => `  - { id: own-${index}, title: t, severity: low, when: { eventName: [A${index}], errorMessage: [${'x'.repeat(length)}] } }\n`).join('')}`;

const WORLD = { account: '111122223333', home: 'us-east-1', now: Date.now, endpoint: () => '', later: () => undefined };
const bus = () => new Events(WORLD, { invoke: () => undefined });
const refusalOf = (work: () => unknown): string => {
  try {
    work();
    return 'taken';
  } catch (error) {
    return String(error);
  }
};
const resourcesOf = (settings: Settings) => Object.keys(readAs(renderTemplate('notifier', settings)).Resources).length;

/** By limit: the sandbox minds, and the product's own check. */
const CHECKS: Readonly<Record<keyof typeof LIMITS, () => void>> = {
  patternCharacters() {
    const asked = patterns({ eventSource: ['ec2.amazonaws.com'], eventName: names(70), errorCode: ['x'] });
    expect(asked.length).toBe(2);
    for (const pattern of asked) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(LIMITS.patternCharacters);
  },
  patternStars() {
    const put = (pattern: object) => refusalOf(() => bus().putRule('r', { EventPattern: { ...pattern } }));
    expect(put({ detail: wild(4) })).toContain('Rule is too complex');
    expect(patterns(wild(4)).map(put)).toEqual(['taken', 'taken']);
  },
  wildcardRules() {
    const put = (all: readonly object[]) => {
      const events = bus();
      return refusalOf(() =>
        all.map((pattern, index) => events.putRule(`r${index}`, { EventPattern: { ...pattern } })),
      );
    };
    expect(put(Array.from({ length: 31 }, () => ({ detail: wild(1) })))).toContain('exceeds the maximum');
    expect(
      put(
        compileEventBridge(Array.from({ length: 100 }, (_, index) => rule({ id: `own-${index}`, when: wild(3) }))).map(
          ({ pattern }) => pattern,
        ),
      ),
    ).toBe('taken');
  },
  rules() {
    expect(MOST_BUS_RULES).toBeLessThanOrEqual(LIMITS.rules / 3);
    expect(refusalOf(() => parseSettings(manyRules(220), 'f'))).toMatch(/these rules need 1\d\d EventBridge rules/);
    expect(refusalOf(() => parseSettings(manyRules(20), 'f'))).toBe('taken');
    expect(refusalOf(() => parseSettings(`pipelines: [logs]\n${manyRules(220)}`, 'f'))).toBe('taken');
  },
  filterCharacters() {
    for (const filter of compileLogsFilter([rule({ when: { eventName: names(200) } })]))
      expect(filter.length).toBeLessThanOrEqual(LIMITS.filterCharacters);
  },
  subscriptionFilters() {
    const group = new Group('arn:aws:logs:us-east-1:111122223333:log-group:g', Date.now);
    for (const name of ['a', 'b']) group.subscribe(name, {});
    expect(refusalOf(() => group.subscribe('c', {}))).toContain('Resource limit exceeded');
    // That others' filters leave room is checked before: test/commands/deploy/others.test.ts.
    expect(filtersNeeded(DEFAULT_SETTINGS)).toBeLessThanOrEqual(LIMITS.subscriptionFilters);
  },
  filterExpressions() {
    const group = new Group('arn:aws:logs:us-east-1:111122223333:log-group:g', Date.now);
    const put = (name: string, filterPattern: string) =>
      refusalOf(() =>
        group.putFilter(Number(name) % 2 === 0 ? 'metricFilters' : 'subscriptionFilters', name, { filterPattern }),
      );
    expect(['1', '2', '3', '4', '6'].map((name) => put(name, '%a%'))).toEqual(Array(5).fill('taken'));
    expect(put('8', '{ $.a = %b% }')).toContain('Resource limit exceeded');
    expect([put('8', '{ $.a = "%b%" }'), put('6', '%other%')]).toEqual(['taken', 'taken']);
    // That others' filters leave room is checked before: test/commands/deploy/others.test.ts.
    expect(plannedFilters(DEFAULT_SETTINGS).filter(hasExpression).length).toBeLessThanOrEqual(LIMITS.filterExpressions);
  },
  functionPolicy() {
    const settings = parseSettings(manyRules(60), 'f');
    const permissions = Object.values(readAs(renderTemplate('notifier', settings)).Resources).filter(
      ({ Type }) => Type === 'AWS::Lambda::Permission',
    );
    expect(permissions.length * 400).toBeLessThan(LIMITS.functionPolicy);
  },
  trailName() {
    for (const name of ['a--b', 'a-', 'a--', `${'a'.repeat(41)}`, '-a', '1a', 'aws-x'])
      expect([name, refusalOf(() => parseSettings(`name: ${name}`, 'f'))]).not.toEqual([name, 'taken']);
    for (const name of ['a', 'a-b', 'A1-b2-c3', 'a'.repeat(40)]) {
      expect([name, refusalOf(() => parseSettings(`name: ${name}`, 'f'))]).toEqual([name, 'taken']);
      expect(`${name}-trail`).toMatch(LIMITS.trailName);
      expect(name).toMatch(
        new RegExp(`^(?:${readAs(renderTemplate('trail', DEFAULT_SETTINGS)).Parameters['Name']?.AllowedPattern})$`),
      );
    }
    expect('a--b-trail').not.toMatch(LIMITS.trailName);
  },
  templateBody() {
    // Longer ones go by a bucket: test/commands/deploy/large.test.ts.
    expect(Buffer.byteLength(renderTemplate('notifier', DEFAULT_SETTINGS).text)).toBeLessThan(LIMITS.templateBody);
  },
  templateUrl() {
    // Refused before: test/deploying/plan-one.test.ts.
    expect(TEMPLATE_BYTES).toBe(LIMITS.templateUrl);
  },
  resources() {
    expect(resourcesOf(DEFAULT_SETTINGS) + MOST_BUS_RULES).toBeLessThan(LIMITS.resources);
  },
  queueRest() {
    // That deploy waits: test/commands/deploy/states.test.ts.
    let now = 0;
    const sqs = new Sqs({ ...WORLD, now: () => now });
    sqs.rest = LIMITS.queueRest;
    sqs.create('q');
    sqs.delete('q', 'us-east-1');
    now = LIMITS.queueRest - 1;
    expect(refusalOf(() => sqs.create('q'))).toContain('You must wait 60 seconds');
    now += 1;
    expect(refusalOf(() => sqs.create('q'))).toBe('taken');
  },
  filtersAtOnce() {
    const filters = Object.entries(readAs(renderTemplate('notifier', DEFAULT_SETTINGS)).Resources).filter(([id]) =>
      /^LogsFilter/.test(id),
    );
    expect(filters.map(([, { DependsOn }]) => DependsOn)).toEqual([
      ['LogsPermission'],
      ['LogsPermission', 'LogsFilter1'],
    ]);
  },
  otherDestinations() {
    // Over the wire, beside others' destinations: test/commands/deploy/others.test.ts.
    expect(LIMITS.otherDestinations).toBe('x-amz-skip-destination-validation');
  },
};

test.each(Object.entries(CHECKS))('%s', (_, check) => check());
