import { describe, expect, test } from 'vitest';
import { withFullStops } from '../../src/render/full-stop.ts';

describe('a sentence that stands alone ends with a full stop', () => {
  test.each([
    ['en', 'No channel is set up', 'No channel is set up.'],
    ['en', 'slack is missing (there are: teams)', 'slack is missing (there are: teams).'],
    ['en', 'must be a list; found "a/b"', 'must be a list; found "a/b".'],
    ['en', 'For a new mail: `aws sns subscribe`', 'For a new mail: `aws sns subscribe`.'],
    ['ja', '通知先がありません', '通知先がありません。'],
    ['ja', '読み込めません（ENOENT）', '読み込めません（ENOENT）。'],
    ['ja', '指定できる値：en, ja', '指定できる値：en, ja。'],
    ['ja', 'IPアドレスではありません（例：203.0.113.0/24）', 'IPアドレスではありません（例：203.0.113.0/24）。'],
  ] as const)('%s: %s', (language, text, ended) => {
    expect(withFullStops(text, language)).toBe(ended);
  });

  test.each([
    ['en', 'It is ended.'],
    ['en', 'Did you mean slack?'],
    ['en', 'AWS says “No.”'],
    ['en', 'A Slack webhook looks like https://hooks.slack.com/services/T…/B…/…'],
    ['ja', '中断しました。'],
    ['ja', 'slack ではありませんか？'],
  ] as const)('and no second one, %s: %s', (language, text) => {
    expect(withFullStops(text, language)).toBe(text);
  });

  test.each([
    ['en', 'The files lie in /var/log'],
    ['en', 'See https://example.com/page'],
    ['en', 'The topic is arn:aws:sns:us-east-1:111122223333:acme'],
    ['ja', '書き込み先：/var/log'],
  ] as const)('unless people copy its last word, %s: %s', (language, text) => {
    expect(withFullStops(text, language)).toBe(text);
  });

  test('in each line, apart from commands, entries and lists', () => {
    expect(withFullStops('One thing\nAnother', 'en')).toBe('One thing.\nAnother.');
    expect(withFullStops('Change it to:\ntrusted:\n  - HQ\nname: acme', 'en')).toBe(
      'Change it to:\ntrusted:\n  - HQ\nname: acme',
    );
    expect(withFullStops('実行してください\n  login-watch test', 'ja')).toBe('実行してください。\n  login-watch test');
  });
});
