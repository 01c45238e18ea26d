/** Questions to a person, on standard error. Whoever calls makes sure that somebody is there. */
import type { Host } from '../../../host.ts';
import type { Asker, AskOptions, Check } from './asker.ts';
import { prompt } from './prompt.ts';

export async function askYes(message: string, host: Host): Promise<boolean> {
  return (await prompt({ type: 'confirm', name: 'answer', message, default: false }, host)) === true;
}

/** Hides the typed text, always. `check` returns the problem with it, or undefined. */
export async function askHidden(message: string, check: Check, host: Host): Promise<string> {
  const validate = (text: string) => check(text)?.[host.language ?? 'en'] ?? true;
  return String(await prompt({ type: 'password', name: 'answer', message, toggleMask: false, validate }, host));
}

/** Shows the typed text. `check` returns the problem with it, or undefined. */
export async function askText(message: string, check: Check, host: Host): Promise<string> {
  const validate = (text: string) => check(text)?.[host.language ?? 'en'] ?? true;
  return String(await prompt({ type: 'input', name: 'answer', message, validate }, host));
}

/** True if a person is at both ends. */
export const isInteractive = (host: Host): boolean => host.stdin.isTTY === true && host.stderr.isTerminal;

/** Questions as lists to move in, or with `--plain` as numbered lines. */
export async function makeAsker(host: Host, options: AskOptions): Promise<Asker> {
  if (host.isPlain) return (await import('./ask-plain.ts')).plainAsker(host, options);
  return (await import('./ask-list.ts')).listAsker(host, options);
}
