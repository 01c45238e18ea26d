/** `login-watch logins`: the work. Prints the sign-ins kept in the notifier's table. */
import { makeAws } from '../../aws/clients.ts';
import { loginHistory } from '../../aws/login-table/history.ts';
import { KEPT } from '../../aws/login-table/keys.ts';
import { notifierOutputs, outputOf } from '../../aws/resources/notifier-stack.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { isSearching, type Search, type Searched, searchFor } from '../../core/inspection/search.ts';
import { judgeLogins, type Login } from '../../core/login.ts';
import type { LoginGroupKey } from '../../core/stories/login-groups.ts';
import { visible } from '../../core/text.ts';
import { DAY } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { LOGINS_WORDS } from '../../messages/operate/logins.ts';
import { withFullStops } from '../../render/full-stop.ts';
import { loginsCsv, loginsJson, loginsTable } from '../../render/logins.ts';
import { loadSettings } from '../../settings/load.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { type SearchOptions, withTrusted } from '../shared/look-back/search.ts';
import { warnOfTrusted } from '../shared/network-doubts.ts';
import { nameLogins } from './names.ts';

export interface LoginsOptions extends GlobalOptions, Search, Pick<SearchOptions, 'trusted'> {
  readonly groupBy: LoginGroupKey | undefined;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly format: 'table' | 'json' | 'csv';
  /** Defaults to the notifier's table. */
  readonly table: string | undefined;
}

/** AWS deletes expired items late: "typically within a few days", https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html */
const LONGEST_KEPT = KEPT.login + 10 * DAY;

export async function runLogins(options: LoginsOptions, host: Host): Promise<Exit> {
  const { profile, region, config, format } = options;
  const { settings: stored, file } = await loadSettings({ cwd: host.cwd, config });
  const to = host.now();
  if (options.since > to) throw inFuture();
  const { user, account, ip, event, client } = options;
  const settings = withTrusted(stored, options);
  await warnOfTrusted(stored, file, options.trusted, host);
  const isWanted = searchFor({ user, account, ip, event, client });
  const aws = makeAws({ profile, region, ...assumedRegion(host) });
  const asking = { signal: host.signal, command: 'logins' };
  const table = options.table ?? outputOf(await notifierOutputs(settings, aws, asking), 'TableName');

  const from = Math.max(options.since, to - LONGEST_KEPT);
  const kept: Login[] = [];
  for await (const login of loginHistory({ table, from, to, signal: host.signal }, aws)) kept.push(login);
  const named = await nameLogins(kept, settings, aws, host.signal);
  const trusted = options.trusted.map((cidr) => ({ cidr }));
  const logins = judgeLogins(
    named.logins.filter((login) => isWanted(factsOf(login))),
    trusted,
  );
  const window = { from: new Date(options.since).toISOString(), to: new Date(to).toISOString() };
  const report = { table, window, logins, groupBy: options.groupBy };
  if (format === 'json') await host.stdout.write(loginsJson(report));
  else if (format === 'csv') await host.stdout.write(loginsCsv(report));
  else if (logins.length > 0) {
    const { language = 'en' } = host;
    const { timezone } = settings;
    const { columns, isTerminal } = host.stdout;
    const { isPlain } = host;
    const look = { language, timezone, columns, isPlain, hasCharts: isTerminal && !isPlain };
    await host.stdout.write(loginsTable(report, look));
  }
  const { language = 'en' } = host;
  for (const { reason } of named.gaps)
    await host.stderr.write(`${visible(withFullStops(reason[language], language))}\n`);
  await explainRest(report.logins.length, options, host);
  return EXIT.done;
}

function inFuture(): UserError {
  const { message, hint } = refusalFrom(LOGINS_WORDS, (words) => words.inFuture);
  return new UserError(message, { hint });
}

const factsOf = ({ user, person, account, accountName, client, address, event }: Login): Searched => ({
  users: [user, person],
  accounts: [account, accountName],
  client,
  address,
  event,
});

async function explainRest(
  count: number,
  { user, account, ip, event, client, since, format }: LoginsOptions,
  host: Host,
): Promise<void> {
  const { stderr, now, language = 'en' } = host;
  const words = LOGINS_WORDS[language];
  if (count === 0 && format === 'table') {
    const isSearch = isSearching({ user, account, ip, event, client });
    await stderr.write(isSearch ? words.noneLikeThat : words.none);
  }
  if (now() - since > KEPT.login) {
    await stderr.write(words.keptFor(KEPT.login / DAY));
  }
}
