import { expect, test } from 'vitest';
import { startProgress } from '../../../src/commands/shared/progress.ts';
import { messagesIn } from '../../../src/messages/messages.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

const AT = { regionsDone: 1, regions: 17, pages: 120, records: 5400, left: 39_001 };

test.each([
  ['en', 'Asking CloudTrail', '1 of 17 regions, 120 pages, 5400 records, about 40 s left'],
  ['ja', 'CloudTrailに問い合わせています', 'リージョン 1/17、120ページ、記録 5400件、残り約40秒'],
] as const)('on a terminal, on standard error, in the language (%s)', async (language, asking, line) => {
  const host = fakeHost({ isTerminal: true });
  const progress = await startProgress(host, language);
  progress.update(AT);
  progress.stop();
  expect(host.err()).toContain(asking);
  expect(host.out()).toBe('');
  expect(messagesIn(language).progress(AT)).toBe(line);
});

test('--plain: one line that stays, and nothing is redrawn', async () => {
  const host = { ...fakeHost({ isTerminal: true }), isPlain: true };
  const progress = await startProgress(host);
  progress.update(AT);
  progress.stop();
  expect([host.out(), host.err()]).toEqual(['', 'Asking CloudTrail\n']);
});

test.each([
  ['a pipe', fakeHost()],
  ['CI', fakeHost({ isTerminal: true, env: { CI: 'true' } })],
])('nothing at all in %s', async (_, host) => {
  const progress = await startProgress(host, 'en');
  progress.update(AT);
  progress.stop();
  expect([host.out(), host.err()]).toEqual(['', '']);
});
