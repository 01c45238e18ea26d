/** Our own signed requests to AWS Sign-In, against a server on loopback. */
import { expect, onTestFinished, test } from 'vitest';
import { makeAws } from '../../src/aws/clients.ts';
import { faultOf } from '../../src/aws/fault.ts';
import { type HttpAnswer, type HttpRequest, listen } from '../../src/demo/http.ts';

const PATH = '/get-resource-policy';

async function ask(answer: HttpAnswer) {
  const asked: HttpRequest[] = [];
  const server = await listen((request) => {
    asked.push(request);
    return answer;
  });
  onTestFinished(() => server.close());
  const credentials = { accessKeyId: 'test', secretAccessKey: 'secret', sessionToken: 'token' };
  const client = await makeAws({ endpoint: server.url, region: 'eu-west-1', credentials }).signin('us-east-1');
  const outcome = await client.call(PATH, new AbortController().signal).catch((error: unknown) => error);
  return { asked, outcome };
}

test('a request is signed for AWS Sign-In in its region, and says whose it is', async () => {
  const { asked, outcome } = await ask({ status: 200, body: '{"a":1}' });
  expect(outcome).toEqual({ a: 1 });
  expect(asked).toMatchObject([{ method: 'POST', path: PATH, body: '{}' }]);
  expect(asked[0]?.headers).toMatchObject({
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/signin\/aws4_request, SignedHeaders=.*host.*, Signature=[0-9a-f]{64}$/,
    ),
    'x-amz-security-token': 'token',
    'user-agent': 'app/aws-login-watch',
    'content-type': 'application/json',
  });
});

test.each<[string, HttpAnswer, string, string]>([
  [
    'denied, by header',
    { status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException:http://a/' }, body: '{"message":"no"}' },
    'AccessDeniedException',
    'denied',
  ],
  [
    'denied, by body',
    { status: 403, body: '{"__type":"com.amazonaws.signin#AccessDeniedException","Message":"no"}' },
    'AccessDeniedException',
    'denied',
  ],
  [
    'slower',
    { status: 429, headers: { 'x-amzn-errortype': 'TooManyRequestsError' }, body: '{}' },
    'TooManyRequestsError',
    'throttled',
  ],
  ['a web page', { status: 200, body: '<html>' }, 'NotAws', 'not-aws'],
  ['an error without a name', { status: 404, body: 'not found' }, 'UnknownError', 'not-aws'],
  ['a server that fails', { status: 503, body: '' }, 'UnknownError', 'server'],
])('%s', async (_, answer, name, fault) => {
  const { outcome } = await ask(answer);
  expect(outcome).toMatchObject({ name });
  expect(faultOf(outcome)).toBe(fault);
});
