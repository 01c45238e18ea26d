import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { templateCommand } from '../../../src/commands/template/flags.ts';
import type { TemplateOptions } from '../../../src/commands/template/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { parseSettings } from '../../../src/settings/parse.ts';
import { renderTemplate } from '../../../src/template/render.ts';
import { TEMPLATES } from '../../../src/template/templates.ts';
import { readAs } from '../../helpers/aws/template.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

const YAML =
  'name: acme\npipelines: [events, alarms]\nbusinessHours: { days: [mon], from: "09:00", to: "18:00", mute: [low] }\n';

async function template(argv: readonly string[], yaml = YAML) {
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  await writeFile(join(cwd, 'login-watch.yaml'), yaml);
  const host = fakeHost({ cwd });
  return { exit: await run(['template', ...argv], host), out: host.out(), err: host.err(), cwd };
}

test.each(TEMPLATES)('%s is what the settings make of it, below how to deploy it', async (name) => {
  const { exit, out, err } = await template([name]);
  const { text: rendered } = renderTemplate(name, parseSettings(YAML, 'login-watch.yaml'));

  expect([exit, err, out.endsWith(`\n${rendered}`)]).toEqual([EXIT.done, '', true]);
  const head = out.slice(0, -rendered.length);
  expect(head.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  expect(readAs(out)).toEqual(readAs(rendered));
  // What is said can be said to a shell, and names each parameter that has no default.
  const command = head.replaceAll(/^# ?/gm, '').split('\n\n')[1]?.trim() ?? '';
  const words = execFileSync('sh', ['-c', `aws() { printf '%s\\n' "$@"; }; ${command}`], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(words.slice(0, 6)).toEqual([
    'cloudformation',
    'deploy',
    '--stack-name',
    `acme-${name}`,
    '--template-file',
    `${name}.yaml`,
  ]);
  const open = Object.entries(readAs(rendered).Parameters).flatMap(([parameter, { Default }]) =>
    Default === undefined ? [`${parameter}=…`] : [],
  );
  // Pipeline alarms reads a log group, whose parameter has a default for those who have another pipeline.
  const read = name === 'notifier' ? ['LogGroupName=…'] : [];
  expect(words.filter((word) => word.endsWith('=…'))).toEqual([...open, ...read]);
});

test.each([
  ['pipelines: [events]', []],
  ['pipelines: [logs]', ['LogGroupName=…']],
  ['pipelines: [alarms]', ['LogGroupName=…']],
  ['pipelines: [s3]', ['TrailBucket=…']],
  ['pipelines: [events, logs, s3]', ['LogGroupName=…', 'TrailBucket=…']],
  ['pipelines: [logs, s3]\ntrail: { use: new }', ['LogGroupName=acme-trail', 'TrailBucket=…']],
])('the command has all that is read with %s', async (settings, read) => {
  const { out } = await template(['notifier'], `name: acme\n${settings}\n`);
  const [, given = ''] = /--parameter-overrides (.*)/.exec(out) ?? [];
  expect(given.split(' ')).toEqual(['CodeBucket=…', 'CodeKey=…', ...read]);
  expect(out.includes('must send its events to EventBridge')).toBe(settings.includes('s3'));
});

test('a stack of a pipeline that is off says so', async () => {
  const off = 'is off in your settings: the notifier ignores this stack.';
  const said = async (name: string, pipelines: string) =>
    (await template([name], `name: acme\npipelines: [${pipelines}]\n`)).out.includes(off);
  expect([await said('alarms', 'logs'), await said('forwarder', 'logs')]).toEqual([true, true]);
  expect([await said('alarms', 'alarms'), await said('forwarder', 'events')]).toEqual([false, false]);
});

test('roles need a capability, roles with names another', async () => {
  const flagOf = async (name: string, yaml?: string) =>
    /--capabilities (\w+)/.exec((await template([name], yaml)).out)?.[1];
  expect(await flagOf('artifacts')).toBeUndefined();
  expect(await flagOf('trail')).toBe('CAPABILITY_IAM');
  expect(await flagOf('alarms')).toBe('CAPABILITY_NAMED_IAM');
});

test('into a file, whose name may be any', async () => {
  const { exit, out, err, cwd } = await template(['trail', '--output', "my trail's.yaml"]);
  expect([exit, out, err]).toEqual([EXIT.done, '', "Wrote my trail's.yaml. Its first lines say how to deploy it.\n"]);
  expect(await readFile(join(cwd, "my trail's.yaml"), 'utf8')).toContain(`--template-file 'my trail'\\''s.yaml'`);
});

test('one that is too large for text is sent by a bucket', async () => {
  const rules = Array.from(
    { length: 80 },
    (_, index) =>
      `  - { id: own-${index}, title: t, severity: low, when: { eventName: [${'X'.repeat(900)}${index}] } }`,
  );
  const { out } = await template(['notifier'], `name: acme\nown:\n${rules.join('\n')}\n`);
  expect(out).toContain('--s3-bucket BUCKET');
  expect((await template(['notifier'])).out).not.toContain('--s3-bucket');
});

test.each([
  [
    'notifyer',
    'There is no template notifyer.\nDid you mean notifier? The templates are artifacts, trail, notifier, health, alarms, forwarder.\n',
  ],
  ['xyz', 'There is no template xyz.\nThe templates are artifacts, trail, notifier, health, alarms, forwarder.\n'],
  [
    '../x\u001b[2J',
    'There is no template ../x\\u{1b}[2J.\nThe templates are artifacts, trail, notifier, health, alarms, forwarder.\n',
  ],
])('%j is none', async (name, told) => {
  const { exit, out, err } = await template([name]);
  expect([exit, out, err]).toEqual([EXIT.wrongUse, '', told]);
});

test('a file that can not be written is told', async () => {
  const { exit, err } = await template(['trail', '--output', 'no/such/folder.yaml']);
  expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining('Cannot write no/such/folder.yaml: ENOENT')]);
});

test.each(TEMPLATES)('%s in Japanese: how to deploy it', async (name) => {
  const { out } = await template([name, '--language', 'ja']);
  const { text: rendered } = renderTemplate(name, parseSettings(YAML, 'login-watch.yaml'), 'ja');
  expect(out.endsWith(`\n${rendered}`)).toBe(true);
  if (name === 'notifier') expect(rendered).toContain('パイプライン logs には LogGroupName');
  const head = out.slice(0, -rendered.length).replaceAll(/^# {3}.*$/gm, '');
  expect(head).toContain(`acme-${name}：設定から login-watch が作成しました。`);
  expect(englishIn(head)).toEqual([]);
});

test('refusals in Japanese', async () => {
  const { err } = await template(['notifyer', '--language', 'ja']);
  expect(err).toBe(
    'テンプレート notifyer はありません。\nnotifier のことですか。テンプレートは artifacts、trail、notifier、health、alarms、forwarder です。\n',
  );
});

test('flags are what the work is given', async () => {
  const calls: TemplateOptions[] = [];
  const command = templateCommand(
    fakeHost(),
    () => {},
    async (options) => {
      calls.push(options);
      return EXIT.done;
    },
  );
  await command.parseAsync(['trail', '--output', 'x.yaml'], { from: 'user' });
  expect(calls).toEqual([{ name: 'trail', output: 'x.yaml' }]);
});
