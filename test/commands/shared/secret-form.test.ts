/** The form of a secret: what may be set up, and what is only still tried. */
import { expect, test } from 'vitest';
import { problemWith, problemWithNew } from '../../../src/commands/shared/secret-form.ts';
import { retirementOf } from '../../../src/delivery/target.ts';
import { renderSent } from '../../../src/render/sent.ts';

const CONNECTOR = ['https://acme.webhook.office.com', 'webhookb2', 'x'].join('/');
const WORKFLOW = ['https://prod-01.usgovtexas.logic.azure.us:443', 'workflows', 'abc?sig=x'].join('/');
const RELAY = ['https://chat.example.com', 'hooks', 'a1'].join('/');

test('a retired connector is not set up any more, and one that exists is still tried', () => {
  expect(problemWith('teams', CONNECTOR)).toBeUndefined();
  expect(problemWithNew('teams', CONNECTOR)?.message.en).toBe(
    'That is an Office 365 connector, which Microsoft has retired from Teams: messages may stop at any time',
  );
  expect(problemWithNew('teams', WORKFLOW)).toBeUndefined();
  expect(problemWithNew('teams', 'nonsense')?.message.en).toBe('That is not a URL');
});

test('a host of one’s own is taken where the settings name it', () => {
  expect(problemWithNew('slack', RELAY)?.message.en).toBe('The URL does not lead to Slack');
  expect(problemWithNew('slack', RELAY, 'chat.example.com')).toBeUndefined();
});

test('what was sent to a retired host says so, once, in both languages', () => {
  const warning = retirementOf('teams', new URL(CONNECTOR));
  const delivery = {
    kind: 'http',
    channel: 'teams',
    to: 'teams',
    secret: 'env:HOOK',
    url: '{secret}',
    headers: {},
    body: '',
    findings: [],
  } as const;
  const row = {
    delivery,
    verdict: { kind: 'sent' } as const,
    status: 200,
    answer: '1',
    ms: 1,
    ...(warning === undefined ? {} : { warning }),
  };
  const shown = (language: 'en' | 'ja') => renderSent([row, row], { language, columns: 120, colour: false });
  expect(shown('en').split('retired from Teams').length).toBe(2);
  expect(shown('en')).toContain('`login-watch secret set teams`');
  expect(shown('ja').split('提供を終了').length).toBe(2);
});
