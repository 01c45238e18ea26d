import { expect, test } from 'vitest';
import { renderCsv } from '../../../src/render/replay/csv.ts';
import { renderJson, renderNdjson } from '../../../src/render/replay/json.ts';
import type { Render, RenderOptions } from '../../../src/render/replay/report.ts';
import { finding, report } from '../../helpers/host/report.ts';
import { event } from '../../helpers/records/events.ts';

const options: RenderOptions = { language: 'en', timezone: 'Asia/Tokyo', columns: 80, colour: true };

const textOf =
  (render: Render) =>
  (...args: Parameters<Render>): string =>
    [...render(...args)].join('');

const TOLD = {
  id: 'f1',
  rule: 'signin-untrusted',
  severity: 'high',
  title: 'Console sign-in from an untrusted network',
  message: 'alice signed in to the console from 198.51.100.7',
  time: '2026-11-19T09:00:00Z',
  account: '111122223333',
  accountName: null,
  region: 'us-east-1',
  eventId: 'event-0-alice-198.51.100.7-ConsoleLogin',
  eventName: 'ConsoleLogin',
  eventSource: 'signin.amazonaws.com',
  actor: {
    kind: 'iam-user',
    name: 'alice',
    arn: 'arn:aws:iam::111122223333:user/alice',
    person: 'alice',
    via: [],
  },
  sourceIp: '198.51.100.7',
  network: { verdict: 'untrusted', name: null },
  client: 'browser',
  mfa: 'not-used',
  outcome: 'success',
  muted: null,
  attempt: false,
  events: 1,
  attack: ['T1078.004'],
  userAgent: 'Mozilla/5.0',
  link: null,
  source: null,
};

test('json is the contract', () => {
  const text = textOf(renderJson)(
    report({
      findings: [finding()],
      notCovered: [{ region: 'me-south-1', reason: { en: 'AccessDenied', ja: '権限なし' } }],
    }),
    options,
  );
  expect(JSON.parse(text)).toEqual({
    version: 1,
    window: { from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z' },
    sources: ['cloudtrail:us-east-1'],
    settings: {
      file: null,
      owner: null,
      off: [],
      excepted: [],
      severity: {},
      trusted: [],
      businessHours: null,
    },
    counts: {
      records: 812,
      inspected: 800,
      notSelected: 9,
      outside: 0,
      duplicates: 3,
      deduplicated: 'candidates',
      unreadable: 0,
      findings: 1,
    },
    findings: [TOLD],
    notCovered: [{ region: 'me-south-1', reason: 'AccessDenied' }],
    failures: [],
    unnamed: { people: 0, groups: 0, accounts: 0 },
    partial: false,
    leftOut: 0,
    rulesOff: [],
    stories: [],
    people: [],
  });
  expect(text.endsWith('}\n')).toBe(true);
});

test('json has null where an event has no arn and no address, and stays JSON whatever an event says', () => {
  const hidden = event({
    actor: { arn: undefined, name: 'a"\u202e\u001b[2J\ud800' },
    origin: { kind: 'absent', text: '', address: undefined },
  });
  const text = textOf(renderJson)(report({ findings: [finding({ event: hidden })] }), options);
  const [told] = JSON.parse(text).findings;
  const name = 'a"\u202e\u001b[2J\ud800';
  expect([told.actor, told.sourceIp]).toEqual([{ kind: 'iam-user', name, arn: null, person: name, via: [] }, null]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
});

test('ndjson is one finding a line with the same fields, and nothing where nothing was found', () => {
  const text = textOf(renderNdjson)(
    report({ findings: [finding(), finding({ id: 'f2', say: 'x\ny\u202e' })] }),
    options,
  );
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual([TOLD, { ...TOLD, id: 'f2', message: 'x\ny\u202e' }]);
  expect(text).not.toContain('\u202e');
  expect(textOf(renderNdjson)(report(), options)).toBe('');
});

test('csv has a head and a row for each finding, and no cell is a formula', () => {
  const evil = finding({
    say: '=HYPERLINK("https://example.com","x")',
    event: event({ actor: { name: '@SUM(1+1)' }, region: '-1+1', account: '+1', name: '\t=1' }),
  });
  expect(textOf(renderCsv)(report({ findings: [finding(), evil] }), options)).toBe(
    [
      'time,severity,rule,title,message,account,region,actorKind,actorName,actorArn,sourceIp,network,networkName,mfa,outcome,attempt,events,muted,eventSource,eventName,eventId,id,attack,accountName,person,userAgent,link,source',
      '2026-11-19T09:00:00Z,high,signin-untrusted,Console sign-in from an untrusted network,alice signed in to the console from 198.51.100.7,111122223333,us-east-1,iam-user,alice,arn:aws:iam::111122223333:user/alice,198.51.100.7,untrusted,,not-used,success,false,1,,signin.amazonaws.com,ConsoleLogin,event-0-alice-198.51.100.7-ConsoleLogin,f1,T1078.004,,alice,Mozilla/5.0,,',
      `2026-11-19T09:00:00Z,high,signin-untrusted,Console sign-in from an untrusted network,"'=HYPERLINK(""https://example.com"",""x"")",'+1,'-1+1,iam-user,'@SUM(1+1),arn:aws:iam::111122223333:user/@SUM(1+1),198.51.100.7,untrusted,,not-used,success,false,1,,signin.amazonaws.com,\\u{9}=1,event-0-@SUM(1+1)-198.51.100.7-\\u{9}=1,f1,T1078.004,,'@SUM(1+1),Mozilla/5.0,,`,
      '',
    ].join('\n'),
  );
});

test.each([0, 1, 499, 500, 1_001])('%i findings are one text in every format, however it is cut', (count) => {
  const findings = Array.from({ length: count }, (_, index) => ({ ...finding(), id: `f${index}` }));
  const told = report({ findings });
  const json = textOf(renderJson)(told, options);
  expect(json).toBe(`${JSON.stringify(JSON.parse(json), undefined, 2)}\n`);
  expect(JSON.parse(json).findings.map(({ id }: { id: string }) => id)).toEqual(findings.map(({ id }) => id));
  expect(textOf(renderNdjson)(told, options).split('\n')).toHaveLength(count + 1);
  expect(textOf(renderCsv)(told, options).split('\n')).toHaveLength(count + 2);
});
