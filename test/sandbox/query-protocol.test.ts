import { CloudFormationClient, CreateChangeSetCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetTopicAttributesCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, expect, test } from 'vitest';
import {
  failXml,
  inputObjects,
  inputText,
  inputTexts,
  type QueryCall,
  readQuery,
  succeedXml,
} from '../../sandbox/protocol/query-protocol.ts';
import { type HttpAnswer, type Listening, listen } from '../../src/demo/http.ts';

let server: Listening | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A real client, and what it asked for, as the reader understands it. */
async function client(answer: (call: QueryCall) => HttpAnswer) {
  const calls: QueryCall[] = [];
  server = await listen((asked) => {
    const call = readQuery(asked);
    if (call === undefined) return failXml('InvalidAction', 'no query');
    calls.push(call);
    return answer(call);
  });
  const config = {
    endpoint: server.url,
    region: 'eu-north-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  return { calls, cloudformation: new CloudFormationClient(config), sns: new SNSClient(config) };
}

const HOSTILE = 'a&b <c> "d" \'e\' \r\n é 🟢 =+%';

test('lists, objects and text arrive as the client was given them', async () => {
  const { calls, cloudformation } = await client((call) => succeedXml(call, { Id: 'arn', StackId: 'stack' }));
  const Parameters = Array.from({ length: 12 }, (_, index) => ({
    ParameterKey: `P${index}`,
    ParameterValue: `${HOSTILE}${index}`,
  }));

  expect(
    await cloudformation.send(
      new CreateChangeSetCommand({
        StackName: 'acme',
        ChangeSetName: 'c',
        Parameters,
        Capabilities: ['CAPABILITY_IAM'],
        Tags: [],
      }),
    ),
  ).toMatchObject({ Id: 'arn', StackId: 'stack' });

  const [call] = calls;
  if (call === undefined) throw new Error('nothing was asked');
  expect([call.region, call.service, call.action]).toEqual(['eu-north-1', 'cloudformation', 'CreateChangeSet']);
  expect(inputText(call.input, 'StackName')).toBe('acme');
  expect(inputText(call.input, 'Nothing')).toBeUndefined();
  expect(inputObjects(call.input, 'Parameters')).toEqual(Parameters);
  expect(inputTexts(call.input, 'Capabilities')).toEqual(['CAPABILITY_IAM']);
  expect(inputObjects(call.input, 'Tags')).toEqual([]);
});

test('entries are read by key, and written from a Map', async () => {
  const { calls, sns } = await client((call) =>
    succeedXml(call, call.action === 'Publish' ? { MessageId: '1' } : { Attributes: new Map([['Owner', HOSTILE]]) }),
  );
  await sns.send(
    new PublishCommand({ Message: 'm', MessageAttributes: { RULE: { DataType: 'String', StringValue: 'r' } } }),
  );

  expect(calls[0]?.input['MessageAttributes']).toEqual({ RULE: { DataType: 'String', StringValue: 'r' } });
  expect((await sns.send(new GetTopicAttributesCommand({ TopicArn: 'arn' }))).Attributes).toEqual({ Owner: HOSTILE });
});

test('dates, numbers, booleans and hostile text come back as they were', async () => {
  const at = new Date(Date.UTC(2026, 10, 20, 9, 12, 41, 250));
  const { cloudformation } = await client((call) =>
    succeedXml(call, {
      Stacks: [
        {
          StackName: 'acme',
          Description: HOSTILE,
          CreationTime: at,
          TimeoutInMinutes: 7,
          EnableTerminationProtection: true,
          RoleARN: undefined,
          Outputs: [{ OutputKey: 'Bucket', OutputValue: 'a\u0007b' }],
        },
      ],
    }),
  );
  const [stack] = (await cloudformation.send(new DescribeStacksCommand({}))).Stacks ?? [];

  expect(stack).toMatchObject({
    Description: HOSTILE,
    CreationTime: at,
    TimeoutInMinutes: 7,
    EnableTerminationProtection: true,
    Outputs: [{ OutputKey: 'Bucket', OutputValue: 'a\ufffdb' }],
  });
  expect(stack?.RoleARN).toBeUndefined();
});

test('a refusal has its name and its words', async () => {
  const { cloudformation } = await client(() => failXml('ValidationError', 'Stack with id acme does not exist'));
  const error = await cloudformation.send(new DescribeStacksCommand({ StackName: 'acme' })).catch((why) => why);

  expect([error.name, error.message, error.$metadata.httpStatusCode]).toEqual([
    'ValidationError',
    'Stack with id acme does not exist',
    400,
  ]);
});

test('what is no signed query is not read', () => {
  const form = 'application/x-www-form-urlencoded';
  const authorization = 'AWS4-HMAC-SHA256 Credential=AKIA/20261120/us-east-1/sts/aws4_request, Signature=0';
  const read = (headers: Record<string, string>, body: string) => readQuery({ headers, body });

  expect(read({ 'content-type': form, authorization }, 'Action=GetCallerIdentity')?.service).toBe('sts');
  expect(read({ 'content-type': form }, 'Action=GetCallerIdentity')).toBeUndefined();
  expect(read({ 'content-type': 'application/json', authorization }, 'Action=X')).toBeUndefined();
  expect(read({ 'content-type': form, authorization }, 'Version=1')).toBeUndefined();
  expect(read({ 'content-type': form, authorization }, 'Action=X&__proto__.member.1=y')?.input).not.toHaveProperty('1');
});
