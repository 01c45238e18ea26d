/** One line on standard error that says how far a replay has got; only on a terminal. */
import type { Language } from '../core/rule.ts';
import type { Host } from '../host.ts';
import { messagesIn } from '../messages/messages.ts';
import type { LookupProgress } from '../sources/lookup-progress.ts';

export interface Progress {
  readonly update: (progress: LookupProgress) => void;
  readonly stop: () => void;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

export async function startProgress(host: Host, language: Language = 'en'): Promise<Progress> {
  const { asking, progress: line } = messagesIn(language);
  if (!host.stderr.isTerminal || host.env['CI']) return SILENT;
  const { default: ora } = await import('ora');
  const spinner = ora({ text: asking, stream: host.stderr.stream, discardStdin: false }).start();
  return {
    update: (progress) => {
      spinner.text = line(progress);
    },
    stop: () => void spinner.stop(),
  };
}
