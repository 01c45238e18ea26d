/** `login-watch config check|schema`: the work. */
import { allRules } from '../../core/activate.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';
import { renderSettings } from '../../render/settings.ts';
import { RULES } from '../../rules/index.ts';
import { loadSettings } from '../../settings/load.ts';
import type { GlobalOptions } from '../shared/command.ts';

export async function runConfig(action: 'check' | 'schema', { config }: GlobalOptions, host: Host): Promise<Exit> {
  if (action === 'schema') {
    const { jsonSchemaText } = await import('../../settings/json-schema.ts');
    await host.stdout.write(jsonSchemaText());
    return EXIT.done;
  }
  const { settings, file } = await loadSettings({ cwd: host.cwd, config });
  if (file === undefined) {
    throw new UserError('there is no login-watch.yaml, neither here nor in any folder above', {
      hint: 'Write one, or name a file with --config. Without one the defaults hold: no trusted network, no channel.',
    });
  }
  await host.stdout.write(renderSettings(file, settings, allRules(RULES, settings), host.now()));
  return EXIT.done;
}
