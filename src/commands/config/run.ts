/** `login-watch config check|schema`: the work. */
import { EXIT, type Exit } from '../../core/exit.ts';
import { allRules } from '../../core/inspection/activate.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { SETTINGS_REPORT } from '../../messages/settings/settings-report.ts';
import { renderSettings } from '../../render/settings.ts';
import { RULES } from '../../rules/index.ts';
import { lessExact } from '../../settings/less-exact.ts';
import { loadSettings } from '../../settings/load.ts';
import { deadPatterns } from '../../settings/patterns/dead-patterns.ts';
import type { GlobalOptions } from '../shared/command.ts';

export interface ConfigOptions extends GlobalOptions {
  /** Exit status 1 if a pattern can never match. */
  readonly strict?: boolean;
}

export async function runConfig(
  action: 'check' | 'schema',
  { config, strict = false }: ConfigOptions,
  host: Host,
): Promise<Exit> {
  if (action === 'schema') {
    const { jsonSchemaText } = await import('../../settings/json-schema.ts');
    await host.stdout.write(jsonSchemaText());
    return EXIT.done;
  }
  const { settings, file } = await loadSettings({ cwd: host.cwd, config });
  if (file === undefined) {
    const { message, hint } = refusalFrom(SETTINGS_REPORT, (words) => words.noFile);
    throw new UserError(message, { hint });
  }
  const dead = deadPatterns(settings);
  const look = { language: host.language ?? 'en', now: host.now(), dead, lessExact: lessExact(settings) };
  await host.stdout.write(renderSettings(file, settings, allRules(RULES, settings), look));
  return strict && dead.length > 0 ? EXIT.found : EXIT.done;
}
