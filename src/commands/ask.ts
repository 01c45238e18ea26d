/** Questions to a person, on standard error. Whoever calls makes sure that somebody is there. */
import { UserError } from '../core/user-error.ts';
import type { Host } from '../host.ts';

export async function askYes(message: string, host: Host): Promise<boolean> {
  const { agreed } = await ask({ type: 'confirm', name: 'agreed', message, default: false }, host);
  return agreed === true;
}

/** What is typed is not shown, and can't be made to show. `check` says what is wrong with it, or undefined. */
export async function askHidden(
  message: string,
  check: (text: string) => string | undefined,
  host: Host,
): Promise<string> {
  const validate = (text: string) => check(text) ?? true;
  const { text } = await ask({ type: 'password', name: 'text', message, toggleMask: false, validate }, host);
  return String(text);
}

/** What is typed is shown. `check` says what is wrong with it, or undefined. */
export async function askText(
  message: string,
  check: (text: string) => string | undefined,
  host: Host,
): Promise<string> {
  const validate = (text: string) => check(text) ?? true;
  const { text } = await ask({ type: 'input', name: 'text', message, validate }, host);
  return String(text);
}

/** Is a person at both ends? */
export const isInteractive = (host: Host): boolean => host.stdin.isTTY === true && host.stderr.isTerminal;

type Question =
  | { type: 'confirm'; name: string; message: string; default: boolean }
  | { type: 'input'; name: string; message: string; validate: (text: string) => string | true }
  | { type: 'password'; name: string; message: string; toggleMask: boolean; validate: (text: string) => string | true };

async function ask(question: Question, host: Host): Promise<Readonly<Record<string, unknown>>> {
  const { createPromptModule } = (await import('inquirer')).default;
  try {
    return await createPromptModule({ input: host.stdin, output: host.stderr.stream })([question]);
  } catch (error) {
    // https://github.com/SBoudrias/Inquirer.js#handling-ctrlc-gracefully
    if (error instanceof Error && error.name === 'ExitPromptError') {
      throw new UserError('stopped; nothing was done', { cause: error });
    }
    throw error;
  }
}
