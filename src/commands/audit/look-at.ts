/** The options of `login-watch audit`, and the account as it is read for both of its ways. */
import type { Snapshot } from '../../auditing/snapshot.ts';
import type { Area } from '../../auditing/verdict.ts';
import { askCaller } from '../../aws/access/caller.ts';
import { readAccount } from '../../aws/audit/read-account.ts';
import type { Aws } from '../../aws/clients.ts';
import { enabledRegions } from '../../aws/regions.ts';
import { namesOf } from '../../core/names.ts';
import type { Severity } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { Host } from '../../host.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';
import { collectOften } from '../../sources/heap.ts';
import { type GlobalOptions, wordsFor } from '../shared/command.ts';
import { startSpinner } from '../shared/progress.ts';
import type { AuditFormat } from './formats.ts';

export interface AuditOptions extends GlobalOptions {
  /** Defaults to all enabled ones. */
  readonly regions?: readonly string[] | undefined;
  /** Ids and areas; empty means all. */
  readonly checks: readonly string[];
  /** Defaults to any failure. */
  readonly failOn?: Severity | undefined;
  readonly format: AuditFormat;
  /** A file; defaults to standard output. */
  readonly output?: string | undefined;
  /** Stand-ins in place of names; for HTML alone. */
  readonly isRedacted?: boolean | undefined;
  /** The JSON of an earlier audit. */
  readonly compare?: string | undefined;
  /** Puts made-up records, and watches what becomes of them. */
  readonly live?: boolean | undefined;
  /** Receivers who have been asked. */
  readonly only?: readonly string[] | undefined;
  /** Don't ask. */
  readonly yes?: boolean | undefined;
}

/** Reads the account, with a line of progress. `settings`: undefined without a file of them. `onAccount` may refuse it before. */
export async function lookAt(
  { regions: wanted, checks, live }: AuditOptions,
  aws: Aws,
  host: Host,
  settings: Settings | undefined,
  onAccount: (account: string) => Promise<void> = async () => undefined,
): Promise<Snapshot> {
  const { signal } = host;
  const words = wordsFor(AUDIT_WORDS, host);
  collectOften();
  const { account, arn: caller } = await askCaller(aws, 'audit', signal);
  await onAccount(account);
  const { regions, notCovered } =
    wanted === undefined ? await enabledRegions(aws, signal) : { regions: wanted, notCovered: undefined };
  const spinner = await startSpinner(host, words.reading);
  const onRegion = (done: number, all: number) => spinner.say(words.read(done, all));
  try {
    return await readAccount(
      {
        account,
        caller,
        regions,
        regionsGap: notCovered,
        breakGlass: settings?.breakGlass ?? [],
        notifier: settings && namesOf(settings.name).notifier,
        now: host.now(),
        withDoors: !live && wants(checks, 'doors', 'door.'),
        withPrincipals: !live && wants(checks, 'silence', 'silence.'),
        onRegion,
      },
      { aws, signal, sleep: (ms) => host.sleep(ms, signal) },
    );
  } finally {
    spinner.stop();
  }
}

const wants = (checks: readonly string[], area: Area, ids: string): boolean =>
  checks.length === 0 || checks.some((name) => name === area || name.startsWith(ids));
