/** `audit --live` in Japanese. */
import { expect, test } from 'vitest';
import { HOME, REGIONS } from '../../../sandbox/scripted/good.ts';
import { RECEIVER_BREAKS } from '../../../sandbox/scripted/receivers.ts';
import { RULE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { ACCOUNT, byRule, type Change, CONFIG, FUNCTION } from '../../../sandbox/scripted/steps.ts';
import type { JsonObject } from '../../../src/core/event.ts';
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

test('so have records that are not put, and rules that are not rung', async () => {
  const { out, err } = await rung(RULE_BREAKS['EventBridge rule without a target'], [
    ...['--checks', 'CloudWatch.3,CloudWatch.9'],
    ...JA,
  ]);
  expect(err).toContain('了承がある場合：login-watch audit --live');
  expect(out).toContain('次のEventBridgeルールは鳴らしていません。');
  expect(englishIn(out + err)).toEqual([]);
});

test('so have rules that are rung, and targets that are not', async () => {
  const change: Change = (account) => {
    byRule(account, {}, REGIONS);
    const topic = { Id: 't', Arn: `arn:aws:sns:${HOME}:${ACCOUNT}:rule-alerts` };
    const put = (name: string, ...Targets: readonly JsonObject[]) =>
      account.events.putRule(name, { EventPattern: CONFIG, Targets });
    put('config-changes', topic, { Id: 'f', Arn: FUNCTION });
    put('only-function', { Id: 'f', Arn: FUNCTION });
    put('fixed', { ...topic, Input: '"x"' });
  };
  const { out, err } = await rung(change, ['--checks', 'CloudWatch.9', '--only', EVERYBODY, ...JA]);
  expect(err).toContain('EventBridgeルール config-changes と同じターゲットの一時的なルール');
  expect(out).toContain('イベントバス us-east-1：0秒、このツールのイベントです。');
  expect(out).toContain('ターゲット pager：未確認、鳴らすのはSNSトピックだけです');
  expect(englishIn(out + err)).toEqual([]);
});
