/** `login-watch template`: the work. */
import { isMap } from 'yaml';
import { EXIT, type Exit } from '../../core/exit.ts';
import { namesOf } from '../../core/names.ts';
import { nearest } from '../../core/nearest.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { isTooLong } from '../../deploying/upload.ts';
import type { Host } from '../../host.ts';
import { loadSettings } from '../../settings/load.ts';
import { keyOf, mapAt } from '../../template/document.ts';
import { renderTemplate } from '../../template/render.ts';
import type { Template } from '../../template/template.ts';
import { TEMPLATES, type TemplateName } from '../../template/templates.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { writeOut } from '../shared/write-out.ts';

export interface TemplateOptions extends GlobalOptions {
  /** As it was typed. */
  readonly name: string;
  /** Undefined: standard output. */
  readonly output: string | undefined;
}

export async function runTemplate({ name, output, config }: TemplateOptions, host: Host): Promise<Exit> {
  const known = templateNamed(name);
  const { settings } = await loadSettings({ cwd: host.cwd, config });
  const template = renderTemplate(known, settings);
  const text = `${howTo(known, template, settings, output)}${template.text}`;
  if (output === undefined) await host.stdout.write(text);
  else {
    await writeOut(output, text, host);
    await host.stderr.write(`Wrote ${output}. Its first lines say how to deploy it.\n`);
  }
  return EXIT.done;
}

function templateNamed(name: string): TemplateName {
  const found = TEMPLATES.find((one) => one === name);
  if (found !== undefined) return found;
  const meant = nearest(name, TEMPLATES);
  throw new UserError(`there is no template ${name}`, {
    hint: `${meant === undefined ? '' : `Did you mean ${meant}? `}There are: ${TEMPLATES.join(', ')}.`,
  });
}

function howTo(name: TemplateName, template: Template, settings: Settings, output: string | undefined): string {
  const file = output ?? `${name}.yaml`;
  const overrides = open(template);
  const bucket = isTooLong(template) ? ['--s3-bucket BUCKET'] : [];
  const parts = [
    `aws cloudformation deploy --stack-name ${namesOf(settings.name).stack(name)} --template-file ${quoted(file)}`,
    ...capability(template),
    ...bucket,
    ...(name === 'forwarder' ? ['--region REGION'] : []),
    ...(overrides.length === 0 ? [] : [`--parameter-overrides ${overrides.map((one) => `${one}=…`).join(' ')}`]),
  ];
  const notes = [
    ...(overrides.length === 0 ? [] : ['What stands for … is described below, under Parameters.']),
    ...(bucket.length === 0
      ? []
      : ['It is too large to be sent as text: BUCKET is any bucket of yours in that region.']),
    ...(NOTES[name] ?? []),
  ];
  return [
    `# ${namesOf(settings.name).stack(name)}: made by login-watch from your settings. To deploy it by hand:`,
    '#',
    ...command(parts),
    '#',
  ]
    .concat(
      notes.map((note) => `# ${note}`),
      notes.length === 0 ? [] : ['#'],
    )
    .map((line) => `${line}\n`)
    .join('');
}

const NOTES: Partial<Readonly<Record<TemplateName, readonly string[]>>> = {
  trail: ['Only where no trail of all regions exists: a second one costs money.'],
  notifier: ['CodeKey is the function’s zip: index.js and settings.json, of the same settings as this template.'],
  forwarder: ['In every region that is on but the home region, which HomeRegion names.'],
};

const command = (parts: readonly string[]) =>
  parts.map((part, index) => `#   ${index === 0 ? '' : '  '}${part}${index < parts.length - 1 ? ' \\' : ''}`);

/** One word for a shell. */
const quoted = (file: string) => (/^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`);

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
