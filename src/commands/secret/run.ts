/** `login-watch secret set`: the work. A person or a pipe -> a form that can be right -> a SecureString. */
import { writeParameter } from '../../aws/secrets.ts';
import { secretCalled } from '../../channels/kinds.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';
import { askHidden, askYes, isInteractive } from '../shared/asking/ask.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { problemWith } from '../shared/secret-form.ts';
import { type ParameterOptions, type ParameterPlace, placeOf } from './place.ts';

export interface SecretOptions extends GlobalOptions, ParameterOptions {
  readonly replace: boolean;
}

// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html: a standard parameter.
const MOST_BYTES = 4_096;

export async function runSecret(options: SecretOptions, host: Host): Promise<Exit> {
  const place = await placeOf(options, host);
  const value = isInteractive(host) ? await typed(options, place, host) : await piped(host);
  const problem = problemWith(options.kind, value);
  if (problem !== undefined) throw new UserError(problem.message, { hint: problem.hint });

  const region = await store(place, value, options, host);
  await host.stdout.write(report(options, place, region));
  return EXIT.done;
}

async function typed({ kind }: SecretOptions, { name }: ParameterPlace, host: Host): Promise<string> {
  const check = (text: string) => problemWith(kind, text.trim())?.message;
  return (await askHidden(`${secretCalled(kind).what} (to be stored in ${name}):`, check, host)).trim();
}

async function piped({ stdin }: Host): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)?.length ?? 0;
    if (size > MOST_BYTES) throw new UserError('what stands on standard input is too long to be a secret');
  }
  const text = Buffer.concat(chunks).toString('utf8').trim();
  if (text !== '') return text;
  throw new UserError('there is nobody to ask, and nothing stands on standard input', {
    hint: 'Run it in a terminal, or pipe the secret in.',
  });
}

async function store(place: ParameterPlace, value: string, options: SecretOptions, host: Host): Promise<string> {
  const { kind, replace, profile, region: wanted } = options;
  const write = (overwrite: boolean) =>
    writeParameter(
      { name: place.name, value, description: `aws-login-watch: ${secretCalled(kind).what}`, overwrite },
      { profile, region: wanted },
    );
  const { region, exists } = await write(replace);
  if (!exists) return region;
  if (!isInteractive(host) || !(await askYes(`There is a parameter ${place.name} in ${region}. Replace it?`, host))) {
    throw new UserError(`${place.name} in ${region} exists already and was left alone`, {
      hint: 'Add --replace to replace it, or name another place with --parameter.',
    });
  }
  await write(true);
  return region;
}

function report({ kind }: SecretOptions, { name, isInSettings }: ParameterPlace, region: string): string {
  const stored = `Stored in ${name} (${region}), encrypted.\n`;
  const test = `Try it: login-watch test-${secretCalled(kind).channel}\n`;
  if (isInSettings) return `${stored}login-watch.yaml names it already.\n${test}`;
  return `${stored}Put into login-watch.yaml:\n\nchannels:\n  - ${secretCalled(kind).yaml(`ssm:${name}`)}\n\n${test}`;
}
