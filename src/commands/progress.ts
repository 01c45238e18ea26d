/** One line on standard error that says how far a replay has got; only on a terminal. */
import type { Host } from '../host.ts';
import type { LookupProgress } from '../sources/lookup-progress.ts';

export interface Progress {
  readonly update: (progress: LookupProgress) => void;
  readonly stop: () => void;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

export async function startProgress(host: Host): Promise<Progress> {
  if (!host.stderr.isTerminal || host.env['CI']) return SILENT;
  const { default: ora } = await import('ora');
  const spinner = ora({ text: 'Asking CloudTrail', stream: host.stderr.stream, discardStdin: false }).start();
  return {
    update: (progress) => {
      spinner.text = lineOf(progress);
    },
    stop: () => void spinner.stop(),
  };
}

function lineOf({ regionsDone, regions, pages, records, left }: LookupProgress): string {
  const rest = left === undefined ? '' : `, about ${Math.ceil(left / 1000)} s left`;
  return `${regionsDone} of ${regions} regions, ${pages} pages, ${records} records${rest}`;
}
