import { expect, test } from 'vitest';
import { composeFor } from '../../../src/channels/compose.ts';
import { createMemory } from '../../../src/core/counting/memory.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { type InspectOptions, inspect } from '../../../src/core/inspection/inspect.ts';
import { dropDetails } from '../../../src/core/record/details.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { type ChannelSettings, DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { lacksTrustedNetwork, makeDigest } from '../../../src/core/stories/digest.ts';
import { renderCsv } from '../../../src/render/replay/csv.ts';
import { renderJson } from '../../../src/render/replay/json.ts';
import { renderTable } from '../../../src/render/replay/table.ts';
import { RULES } from '../../../src/rules/index.ts';
import { report } from '../../helpers/host/report.ts';
import { apiCall, iamUser, role } from '../../helpers/records/records.ts';
import { SIGN_IN_KINDS } from '../../helpers/records/sign-in-kinds.ts';

const CHANNELS: readonly ChannelSettings[] = [
  { kind: 'slack', slack: { webhook: 'env:A' } },
  { kind: 'webhook', webhook: { url: 'env:E' } },
  { kind: 'email', email: { to: ['security@example.com'] } },
];
const federated = {
  type: 'FederatedUser',
  arn: 'arn:aws:sts::111122223333:federated-user/guest',
  sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'broker' } },
};
const stopped = (by: object, also: object = {}) =>
  apiCall('cloudtrail', 'StopLogging', { by: { ...by }, request: { name: 'trail' }, also: { ...also } });

const DEEDS: Readonly<Record<string, readonly object[]>> = {
  ...SIGN_IN_KINDS,
  'a federated user': [stopped(federated)],
  'in the console': [stopped(iamUser(), { sessionCredentialFromConsole: 'true' })],
  'a role with MFA': [stopped({ ...role('Ops', 'x'), sessionContext: { attributes: { mfaAuthenticated: 'true' } } })],
  'a burst': Array.from({ length: 60 }, (_, minute) =>
    apiCall('s3', `Get${minute}`, { by: iamUser(), error: 'AccessDenied', minute: minute / 10 }),
  ),
};

/** Everything that people and programs get of the findings. */
async function told(records: readonly object[], options?: InspectOptions): Promise<unknown> {
  const events = records.flatMap((record) => {
    const result = normalise(structuredClone(record));
    return result.kind === 'event' ? [result.event] : [];
  });
  const context = makeContext(DEFAULT_SETTINGS);
  const active = activate(
    RULES,
    DEFAULT_SETTINGS,
    RULES.map(({ id }) => id),
  );
  const { findings, failures } = await inspect(events, active, context, createMemory(), options);
  const digest = makeDigest(findings, context);
  const look = { language: 'ja', timezone: 'UTC', columns: 140, colour: false } as const;
  return {
    failures,
    text: [renderJson, renderCsv, renderTable].map((render) => [...render(report({ findings }), look)].join('')),
    messages: CHANNELS.map((channel) => composeFor(channel, digest, DEFAULT_SETTINGS)),
    lacksTrusted: lacksTrustedNetwork(findings, context),
    length: findings.length,
  };
}

test.each(Object.entries(DEEDS))(
  '%s: nothing of a finding is lost with the details of its record',
  async (_, records) => {
    expect(await told(records, { onDone: dropDetails })).toEqual(await told(records));
  },
);

test('the rest of the record is gone', async () => {
  const result = normalise(stopped(iamUser(), { sessionCredentialFromConsole: 'true' }));
  if (result.kind !== 'event') throw new Error(result.reason.en);
  dropDetails(result.event);
  expect(Object.keys(result.event.record)).toEqual(['userIdentity', 'sessionCredentialFromConsole']);
});
