/** Our own signed requests for telemetry rules, against a server on loopback. */
import { expect, onTestFinished, test } from 'vitest';
import { readTelemetry } from '../../src/aws/audit/telemetry.ts';
import { makeAws } from '../../src/aws/clients.ts';
import { faultOf } from '../../src/aws/fault.ts';
import { type HttpAnswer, type HttpRequest, listen } from '../../src/demo/http.ts';

async function ask(answers: readonly HttpAnswer[]) {
  const asked: HttpRequest[] = [];
  const server = await listen((request) => {
    asked.push(request);
    return answers[asked.length - 1] ?? { status: 500, body: '' };
  });
  onTestFinished(() => server.close());
  const credentials = { accessKeyId: 'test', secretAccessKey: 'secret' };
  const client = await makeAws({ endpoint: server.url, region: 'eu-west-1', credentials }).observabilityAdmin(
    'ap-northeast-1',
  );
  const input = { RuleIdentifier: 'trail' };
  const { signal } = new AbortController();
  const outcome = await client.call('GetTelemetryRule', input, signal).catch((error: unknown) => error);
  return { asked, outcome };
}

test('a request has its action in the path, its input as JSON, and the signature of the service', async () => {
  const { asked, outcome } = await ask([{ status: 200, body: '{"RuleName":"trail"}' }]);
  expect(outcome).toEqual({ RuleName: 'trail' });
  expect(asked).toMatchObject([{ method: 'POST', path: '/GetTelemetryRule', body: '{"RuleIdentifier":"trail"}' }]);
  expect(asked[0]?.headers['authorization']).toMatch(/\/ap-northeast-1\/observabilityadmin\/aws4_request/);
});

test('a fault of the server is tried again, a refusal is not', async () => {
  const mended = await ask([
    { status: 500, body: '' },
    { status: 200, body: '{"RuleName":"trail"}' },
  ]);
  expect(mended.outcome).toEqual({ RuleName: 'trail' });
  const broken = await ask([]);
  expect(broken.asked).toHaveLength(3);
  expect(faultOf(broken.outcome)).toBe('server');
  const refused = await ask([{ status: 400, headers: { 'x-amzn-errortype': 'AccessDeniedException' }, body: '{}' }]);
  expect(refused.asked).toHaveLength(1);
  expect(faultOf(refused.outcome)).toBe('denied');
});

const noSuchHost = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND', hostname: 'nowhere' });
const noConnection = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

test.each([
  [
    'a region without the service has no rules',
    noSuchHost,
    { kind: 'read', value: { status: 'NOT_STARTED', rules: [] } },
  ],
  [
    'a lost connection leaves them unknown',
    noConnection,
    { kind: 'refused', action: 'observabilityadmin:GetTelemetryEvaluationStatus', isDenied: false },
  ],
])('%s', async (_, error, expected) => {
  const call = () => Promise.reject(error);
  const aws = { ...makeAws({ region: 'eu-west-1' }), observabilityAdmin: async () => ({ call }) };
  const reader = { aws, signal: new AbortController().signal, sleep: async () => undefined };
  expect(await readTelemetry('eu-west-1', reader)).toMatchObject(expected);
});
