/** `audit --live` in Japanese. */
import { expect, test } from 'vitest';
import { RECEIVER_BREAKS } from '../../../sandbox/scripted/receivers.ts';
import { RULE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { EVERYBODY, rung } from '../../helpers/audit/rung.ts';
import { englishIn } from '../../helpers/host/english.ts';

const JA = ['--language', 'ja'];

test('the plan and the report have no English but names', async () => {
  const argv = ['--checks', 'CloudWatch.3,CloudWatch.9', '--only', EVERYBODY, ...JA];
  const { out, err } = await rung(RECEIVER_BREAKS['nobody subscribed'], argv);
  expect(out).toMatch(/^2件中1件が届きました。1件は途中で止まりました。\n/);
  expect(out).toContain('SNSトピック empty にサブスクリプションがありません');
  expect(err).toContain('2件のチェックについて、架空の記録2件を');
  expect(err).toContain('- メール alice@example.com、経路：');
  expect(out).toContain('作成したものはすべて削除しました。');
  expect(englishIn(out + err)).toEqual([]);
});

test('so have records that are not put, and rules that cannot be rung', async () => {
  const { out, err } = await rung(RULE_BREAKS['EventBridge rule in the wrong region'], [
    ...['--checks', 'CloudWatch.3,CloudWatch.9'],
    ...JA,
  ]);
  expect(err).toContain('了承がある場合：login-watch audit --live');
  expect(out).toContain('EventBridgeルールは鳴らせません。');
  expect(englishIn(out + err)).toEqual([]);
});
