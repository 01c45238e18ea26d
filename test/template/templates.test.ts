import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { TEMPLATE_RULE_WORDS } from '../../src/messages/set-up/template-rules.ts';
import { parametersFor } from '../../src/template/parameters.ts';
import { renderTemplate } from '../../src/template/render.ts';
import { templateFrom } from '../../src/template/template.ts';
import { readTemplate, TEMPLATES, type TemplateName } from '../../src/template/templates.ts';
import {
  ONLY_MAIL,
  ONLY_S3,
  objectsIn,
  RICH,
  readAs,
  SECOND_CHANNEL,
  type TemplateData,
  templateData,
} from '../helpers/aws/template.ts';

const SETTINGS = {
  default: DEFAULT_SETTINGS,
  rich: RICH,
  'only s3': ONLY_S3,
  'only mail': ONLY_MAIL,
  'a second channel': SECOND_CHANNEL,
};
const all = TEMPLATES.flatMap((name) => Object.entries(SETTINGS).map(([kind, settings]) => ({ name, kind, settings })));

/** What other stacks, the commands and people's own tooling rely on. */
const CONTRACT: Readonly<Record<TemplateName, { parameters: readonly string[]; outputs: readonly string[] }>> = {
  artifacts: { parameters: ['BucketPrefix', 'KeepDays', 'Name'], outputs: ['Bucket'] },
  trail: {
    parameters: ['BucketPrefix', 'BucketRetentionDays', 'KmsKeyArn', 'LogRetentionDays', 'Name'],
    outputs: ['Bucket', 'LogGroupArn', 'LogGroupName', 'TrailArn', 'TrailName'],
  },
  notifier: {
    parameters: [
      ...['CodeBucket', 'CodeKey', 'LogGroupName', 'LogRetentionDays', 'Name'],
      ...['PipelineAlarms', 'PipelineEvents', 'PipelineLogs', 'PipelineS3', 'QuietHours', 'SecretKeyAliases'],
      ...['SecretKeyArns', 'TableDeletionProtection', 'TablePointInTimeRecovery', 'TrailAccount', 'TrailBucket'],
      ...['TrailKeyArn', 'TrailTopicArn'],
    ],
    outputs: [
      ...[
        'AlarmTopicArn',
        'CodeBucket',
        'DeadUrl',
        'FunctionArn',
        'FunctionName',
        'MailTopicArns',
        'OutboxDeadUrl',
        'OutboxUrl',
      ],
      ...['TableName', 'TopicArn'],
    ],
  },
  health: {
    parameters: [
      ...['Channel', 'Language', 'LogRetentionDays', 'Name', 'OwnHost', 'PagerDutyRegion', 'Room'],
      ...['SecretKeyAliases', 'SecretKeyArns', 'SecretName', 'SignName', 'TopicArn'],
    ],
    outputs: ['DeadUrl', 'FunctionName', 'WaitingUrl'],
  },
  alarms: {
    parameters: [
      ...['AlarmTopicArn', 'AnyLogin', 'LogGroupName', 'MailTopicArn', 'MfaLogin', 'Name'],
      ...Array.from({ length: 14 }, (_, position) => `CloudWatch${position + 1}`),
    ].sort(),
    outputs: ['HoursRoleArn'],
  },
  forwarder: { parameters: ['HomeRegion', 'Name'], outputs: ['HomeRegion'] },
};

describe.each(TEMPLATES)('%s.yaml', (name) => {
  test('is current: if not, run `npm run templates`', () => {
    expect(readTemplate(name)).toBe(renderTemplate(name, DEFAULT_SETTINGS).text);
  });

  test('has the parameters and outputs that others rely on, each parameter explained', () => {
    const { Parameters, Outputs } = readAs(readTemplate(name));

    expect(Object.keys(Parameters).sort()).toEqual(CONTRACT[name].parameters);
    expect(Object.keys(Outputs).sort()).toEqual(CONTRACT[name].outputs);
    expect(Object.entries(Parameters).filter(([, { Description = '' }]) => Description.length < 15)).toEqual([]);
  });

  test('comes with the package', () => {
    const { files } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(files).toContain('templates');
  });
});

describe.each(all)('$name with $kind settings', ({ name, kind, settings }) => {
  const rendered = renderTemplate(name, settings);
  const { text } = rendered;
  const template = readAs(text);

  test('is the same parsed as in its text', () => {
    expect(templateData(rendered)).toEqual(template);
    expect(templateFrom(rendered.document).text).toBe(text);
  });

  test('fits into the body of a request', () => {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    expect(Buffer.byteLength(text)).toBeLessThan(51_200);
    expect(Object.keys(template.Resources).length).toBeLessThan(200);
  });

  test('every reference leads somewhere', () => {
    expect(missing(template)).toEqual([]);
  });

  test('has the settings as defaults of its parameters', () => {
    for (const [parameter, value] of Object.entries(parametersFor(name, settings))) {
      expect([parameter, template.Parameters[parameter]?.Default]).toEqual([parameter, value]);
    }
  });

  test.runIf(kind === 'rich')('keeps every comment of the file', () => {
    const comments = (of: string) => of.split('\n').filter((line) => line.trim().startsWith('#'));
    expect(comments(text)).toEqual(comments(readTemplate(name)));
  });

  test('gives nothing a name that AWS refuses', () => {
    const name64 = { Name: settings.name, 'AWS::Region': 'ap-southeast-1' };
    const longest = { QueueName: 80, RoleName: 64, FunctionName: 64, Name: 64, FilterName: 512, BucketName: 63 };
    for (const [path, object] of objectsIn(template.Resources)) {
      for (const [key, limit] of Object.entries(longest)) {
        const text = filled(object[key], {
          ...name64,
          'AWS::AccountId': '111122223333',
          BucketPrefix: settings.name.toLowerCase(),
        });
        if (path.at(-1) === 'Properties' && text !== undefined) expect(text.length, text).toBeLessThanOrEqual(limit);
      }
    }
  });
});

test('the files are ASCII, which every version of the AWS CLI reads on every system', () => {
  for (const name of TEMPLATES) expect([name, /[^\n -~]/.exec(readTemplate(name))?.[0]]).toEqual([name, undefined]);
});

test('each assertion of the notifier has its sentence, in both languages', () => {
  for (const language of ['en', 'ja'] as const) {
    const { Rules = {} } = readAs(renderTemplate('notifier', DEFAULT_SETTINGS, language));
    const said = Object.entries(Rules).map(([name, { Assertions }]) => [
      name,
      ...Assertions.map(({ AssertDescription }) => AssertDescription),
    ]);
    expect(said).toEqual(Object.entries(TEMPLATE_RULE_WORDS[language]));
  }
});

test('what a reference misses is found', () => {
  const template = readAs(
    `Parameters: {}\nResources: {A: {Type: T, Properties: {x: !Ref B, y: !GetAtt C.Arn, z: !Sub '\${D}', s: !Sub ['\${J}\${K}', {J: 1}], v: '\${E}', w: !If [F, 1, !FindInMap [G, H, I]]}}}\nOutputs: {}`,
  );
  expect(missing(template)).toEqual(['B', 'C', 'D', 'K', 'condition F', 'G.H.I']);
});

/** Names that nothing in the template bears. */
function missing(template: TemplateData): readonly string[] {
  const { Parameters, Resources, Conditions = {}, Mappings = {} } = template;
  const isThere = (name: string) =>
    name in Parameters || name in Resources || /^AWS::(?:AccountId|NoValue|Partition|Region|StackName)$/.test(name);
  const unknown = (names: readonly string[]) => names.filter((name) => !isThere(name));
  const conditions = (names: readonly unknown[]) =>
    names.filter((name) => !(String(name) in Conditions)).map((name) => `condition ${name}`);
  return [...objectsIn(template)].flatMap(([path, object]) => {
    if ('Ref' in object) return unknown([String(object['Ref'])]);
    if ('Fn::GetAtt' in object) return unknown([(object['Fn::GetAtt'] as string[])[0] ?? '']);
    if ('Fn::Sub' in object) {
      const [text, own = {}] = [object['Fn::Sub']].flat();
      const names = [...String(text).matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name?.split('.')[0] ?? '');
      return unknown(names.filter((name) => !Object.hasOwn(Object(own), name)));
    }
    if ('Fn::If' in object) return conditions([(object['Fn::If'] as unknown[])[0]]);
    if ('Fn::FindInMap' in object) {
      const keys = object['Fn::FindInMap'] as string[];
      const found = keys.reduce<unknown>((map, key) => Reflect.get(Object(map), key), Mappings);
      return found === undefined ? [keys.join('.')] : [];
    }
    const isConditional = typeof object['Condition'] === 'string';
    const depends = path.length === 2 ? unknown([object['DependsOn'] ?? []].flat().map(String)) : [];
    return [...(isConditional ? conditions([object['Condition']]) : []), ...depends];
  });
}

/** A text, or a `!Sub` with its names filled in. */
function filled(value: unknown, names: Readonly<Record<string, string>>): string | undefined {
  if (typeof value === 'string') return value;
  const text = Reflect.get(Object(value), 'Fn::Sub');
  return typeof text === 'string'
    ? text.replace(/\$\{([^}]+)\}/g, (_, name: string) => names[name] ?? name)
    : undefined;
}
