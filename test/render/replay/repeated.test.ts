import { expect, test } from 'vitest';
import type { Finding } from '../../../src/core/rule.ts';
import { repeated } from '../../../src/render/replay/repeated.ts';
import { finding } from '../../helpers/host/report.ts';
import { event } from '../../helpers/records/events.ts';

const at = (minute: number, parts: Parameters<typeof finding>[0] = {}) =>
  finding({ ...parts, event: event({ minute, ...parts.event }) });
const counts = (findings: readonly Finding[]) =>
  repeated(findings).map((row) => [row.finding.event.epoch, row.last.epoch, row.count]);
const moment = (minute: number) => event({ minute }).epoch;

test.each<[string, Finding]>([
  ['rule', at(1, { rule: 'root-login' })],
  ['severity', at(1, { severity: 'low' })],
  ['mark', { ...at(1), mark: '⚠' }],
  ['reason for which it is muted', at(1, { muted: 'expected' })],
  ['account', { ...at(1), event: event({ minute: 1, account: '444455556666' }) }],
  ['region', { ...at(1), event: event({ minute: 1, region: 'eu-west-1' }) }],
  ['sentence', at(1, { say: 'bob signed in to the console from 198.51.100.7' })],
])('findings with another %s are rows of their own, also in between', (_, other) => {
  expect(counts([at(0), other, at(2)])).toEqual([
    [moment(0), moment(2), 2],
    [moment(1), moment(1), 1],
  ]);
});

test('a pause of more than half an hour begins a new row, which goes on', () => {
  expect(counts([at(0), at(30), at(61), at(62)])).toEqual([
    [moment(0), moment(30), 2],
    [moment(61), moment(62), 2],
  ]);
});
