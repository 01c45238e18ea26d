/** `login-watch policy`: the work. Settings and the table of permissions -> an IAM policy. */
import { EXIT, type Exit, type Host } from '../host.ts';
import { loadSettings } from '../settings/load.ts';
import { PERMISSIONS, TO_NOTIFY } from './permissions.ts';
import type { PolicyOptions } from './policy.ts';

export async function runPolicy({ command, notify, config }: PolicyOptions, host: Host): Promise<Exit> {
  const { settings } = await loadSettings({ cwd: host.cwd, config });
  const needed = [...(PERMISSIONS[command] ?? []), ...(notify ? TO_NOTIFY : [])];
  const statements = needed.flatMap(({ sid, actions, resources }) => {
    const list = resources(settings);
    return list.length === 0 ? [] : [{ Sid: sid, Effect: 'Allow', Action: actions, Resource: list }];
  });
  if (statements.length === 0) {
    await host.stderr.write(`With these settings, ${command} needs no permission in AWS.\n`);
    return EXIT.done;
  }
  await host.stdout.write(`${JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)}\n`);
  return EXIT.done;
}
