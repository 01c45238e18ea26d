/** `login-watch secret set`: the work. Reads a secret, checks its form, stores it as a SecureString. */
import { writeParameter } from '../../aws/secrets.ts';
import { secretCalled } from '../../channels/kinds.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { SECRET_WORDS, type SecretWords } from '../../messages/settings/secrets.ts';
import { askHidden, askYes, isInteractive } from '../shared/asking/ask.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { problemWithNew } from '../shared/secret-form.ts';
import { type ParameterOptions, type ParameterPlace, placeOf } from './place.ts';

export interface SecretOptions extends GlobalOptions, ParameterOptions {
  readonly replace: boolean;
}

// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html: a standard parameter.
const MOST_BYTES = 4_096;

export async function runSecret(options: SecretOptions, host: Host): Promise<Exit> {
  const place = await placeOf(options, host);
  const value = isInteractive(host) ? await typed(options, place, host) : await piped(host);
  const problem = problemWithNew(options.kind, value, place.host);
  if (problem !== undefined) throw new UserError(problem.message, { hint: problem.hint });

  const region = await store(place, value, options, host);
  await host.stdout.write(report(options, place, region, SECRET_WORDS[host.language ?? 'en']));
  return EXIT.done;
}

async function typed({ kind }: SecretOptions, { name, host: own }: ParameterPlace, host: Host): Promise<string> {
  const words = SECRET_WORDS[host.language ?? 'en'];
  const check = (text: string) => problemWithNew(kind, text.trim(), own)?.message;
  return (await askHidden(words.askToStore(words.what[kind], name), check, host)).trim();
}

async function piped({ stdin }: Host): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)?.length ?? 0;
    if (size > MOST_BYTES) throw refusal(({ tooLong }) => tooLong);
  }
  const text = Buffer.concat(chunks).toString('utf8').trim();
  if (text !== '') return text;
  throw refusal(({ nothingPiped }) => nothingPiped);
}

async function store(place: ParameterPlace, value: string, options: SecretOptions, host: Host): Promise<string> {
  const { kind, replace, profile, region: wanted } = options;
  const write = (overwrite: boolean) =>
    writeParameter(
      { name: place.name, value, description: `aws-login-watch: ${SECRET_WORDS.en.what[kind]}`, overwrite },
      { profile, region: wanted },
    );
  const { region, exists } = await write(replace);
  if (!exists) return region;
  const question = SECRET_WORDS[host.language ?? 'en'].askToReplace(place.name, region);
  if (!isInteractive(host) || !(await askYes(question, host))) {
    throw refusal(({ leftAlone }) => leftAlone(place.name, region));
  }
  await write(true);
  return region;
}

function report(
  { kind }: SecretOptions,
  { name, isInSettings }: ParameterPlace,
  region: string,
  words: SecretWords,
): string {
  const { channel, yaml } = secretCalled(kind);
  const [stored, test] = [words.stored(name, region), words.tryIt(`login-watch test-${channel}`)];
  if (isInSettings) return `${stored}\n${words.namedAlready}\n${test}\n`;
  return `${stored}\n${words.putIntoSettings}\n\nchannels:\n  - ${yaml(`ssm:${name}`, words)}\n\n${test}\n`;
}

function refusal(pick: (words: SecretWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(SECRET_WORDS, pick);
  return new UserError(message, { hint });
}
