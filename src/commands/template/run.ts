/** `login-watch template`: the work. */
import { isMap } from 'yaml';
import { EXIT, type Exit } from '../../core/exit.ts';
import { namesOf } from '../../core/names.ts';
import { nearest } from '../../core/nearest.ts';

import type { Language } from '../../core/rule.ts';
import { type Pipeline, type Settings, type TrailBucket, trailBucketOf } from '../../core/settings.ts';

import { visible } from '../../core/text.ts';

import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { isTooLong } from '../../deploying/upload.ts';
import type { Host } from '../../host.ts';
import { OWNER_PART_WORDS } from '../../messages/set-up/owner-part.ts';
import { TEMPLATE_WORDS, type TemplateWords } from '../../messages/set-up/template.ts';
import { lessExact } from '../../settings/less-exact.ts';
import { loadSettings } from '../../settings/load.ts';
import { keyOf, mapAt } from '../../template/document.ts';
import { ownerSteps } from '../../template/owner-part.ts';
import { renderTemplate } from '../../template/render.ts';
import type { Template } from '../../template/template.ts';
import { TEMPLATES, type TemplateName } from '../../template/templates.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { warnOfNetworks } from '../shared/network-doubts.ts';
import { shownSteps } from '../shared/owner-part.ts';
import { writeOut } from '../shared/write-out.ts';

export interface TemplateOptions extends GlobalOptions {
  /** As it was typed. */
  readonly name: string;
  /** Undefined: standard output. */
  readonly output: string | undefined;
}

export async function runTemplate({ name, output, config }: TemplateOptions, host: Host): Promise<Exit> {
  const language = host.language ?? 'en';
  const words = TEMPLATE_WORDS[language];
  const known = templateNamed(name);
  const { settings, file } = await loadSettings({ cwd: host.cwd, config });
  await warnOfNetworks(settings, file, host);
  const template = renderTemplate(known, settings, language);
  const text = `${howTo(template, { name: known, settings, output, words })}${template.text}`;
  if (known === 'notifier' || known === 'forwarder')
    for (const remark of lessExact(settings)) await host.stderr.write(`${visible(remark[language])}\n`);
  if (output === undefined) await host.stdout.write(text);
  else {
    await writeOut(output, text, host);
    await host.stderr.write(`${words.wrote(output)}\n`);
  }
  const from = known === 'notifier' ? trailBucketOf(settings) : undefined;
  if (from !== undefined) await host.stderr.write(ownerPart(from, settings.name, language));
  return EXIT.done;
}

function templateNamed(name: string): TemplateName {
  const found = TEMPLATES.find((one) => one === name);
  if (found !== undefined) return found;
  const { message, hint } = refusalFrom(TEMPLATE_WORDS, (words) =>
    words.unknown(name, nearest(name, TEMPLATES), TEMPLATES),
  );
  throw new UserError(message, { hint });
}

interface About {
  readonly name: TemplateName;
  readonly settings: Settings;
  readonly output: string | undefined;
  readonly words: TemplateWords;
}

/** The comment above the template: the command that deploys it by hand. */
function howTo(template: Template, { name, settings, output, words }: About): string {
  const file = output ?? `${name}.yaml`;
  const stack = namesOf(settings.name).stack(name);
  const overrides = [...open(template).map((one) => [one, undefined] as const), ...readFrom(name, settings)];
  const bucket = isTooLong(template) ? ['--s3-bucket BUCKET'] : [];
  const parts = [
    `aws cloudformation deploy --stack-name ${stack} --template-file ${quoted(file)}`,
    ...capability(template),
    ...bucket,
    ...(name === 'forwarder' ? ['--region REGION'] : []),
    ...(overrides.length === 0
      ? []
      : [`--parameter-overrides ${overrides.map(([one, value = '…']) => `${one}=${value}`).join(' ')}`]),
  ];
  const from = trailBucketOf(settings);
  const notes = [
    ...(overrides.some(([, value]) => value === undefined) ? [words.values] : []),
    ...(bucket.length === 0 ? [] : [words.bucket]),
    ...(name === 'artifacts' ? [] : [words.note[name]]),
    ...(name === 'notifier' && settings.pipelines.includes('s3') && from === undefined ? [words.files] : []),
    ...(name === 'notifier' && from !== undefined ? [words.elsewhere(from.account)] : []),
    ...(name === 'health' && settings.health?.channel === undefined ? [words.noHealth] : []),
    ...missingPipeline(name, settings, words),
  ];
  return [`# ${words.madeBy(stack)}`, '#', ...command(parts), '#']
    .concat(
      notes.map((note) => `# ${note}`),
      notes.length === 0 ? [] : ['#'],
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Beside the template, which would be too long with it. AWS isn't asked, so the notifier's account isn't known. */
function ownerPart(from: TrailBucket, name: string, language: Language): string {
  const words = OWNER_PART_WORDS[language];
  const steps = ownerSteps(from, { name, account: 'ACCOUNT', region: 'REGION', partition: partitionIn(from) });
  const lines = shownSteps(steps, words).flatMap(({ sentence, lines: pasted }) => ['', sentence, ...pasted]);
  return ['', words.title(from.account), words.placeholders, ...lines, ''].join('\n');
}

/** The partition of the key or the topic, if one is named. */
const partitionIn = ({ key, topic }: TrailBucket) => (key ?? topic)?.split(':')[1] ?? 'aws';

const command = (parts: readonly string[]) =>
  parts.map((part, index) => `#   ${index === 0 ? '' : '  '}${part}${index < parts.length - 1 ? ' \\' : ''}`);

/** One word for a shell. */
const quoted = (file: string) => (/^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`);

/** Parameters that name the sources of the pipelines: without them a pipeline would hear nothing. */
function readFrom(name: TemplateName, settings: Settings) {
  const { pipelines, trail, name: prefix } = settings;
  if (name !== 'notifier') return [];
  const from = trailBucketOf(settings);
  if (from !== undefined) {
    const named = { TrailBucket: from.bucket, TrailAccount: from.account };
    const others = { TrailTopicArn: from.topic, TrailKeyArn: from.key };
    return [...Object.entries(named), ...Object.entries(others).filter(([, value]) => value !== undefined)];
  }
  const uses = (...some: readonly Pipeline[]) => some.some((pipeline) => pipelines.includes(pipeline));
  // The bucket of a new trail has the account's number in its name.
  const logGroup = trail.use === 'new' ? namesOf(prefix).trailLog : undefined;
  return [
    ...(uses('logs', 'alarms') ? [['LogGroupName', logGroup] as const] : []),
    ...(uses('s3') ? [['TrailBucket', undefined] as const] : []),
  ];
}

/** The pipeline that a stack belongs to is off: then the notifier doesn't listen to it. */
function missingPipeline(name: TemplateName, { pipelines }: Settings, words: TemplateWords): readonly string[] {
  const pipeline = name === 'alarms' ? 'alarms' : name === 'forwarder' ? 'events' : undefined;
  return pipeline === undefined || pipelines.includes(pipeline) ? [] : [words.isOff(pipeline)];
}

/** Parameters without a default. */
function open({ document }: Template): readonly string[] {
  const { items } = mapAt(document, ['Parameters']);
  return items.flatMap((pair) => (isMap(pair.value) && !pair.value.has('Default') ? [keyOf(pair)] : []));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html: for roles, and for roles with names. */
function capability({ text }: Template): readonly string[] {
  if (!text.includes('AWS::IAM::Role')) return [];
  return [`--capabilities ${/^ +RoleName:/m.test(text) ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'}`];
}
