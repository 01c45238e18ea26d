/** `login-watch rules list|show`: the work. */
import { EXIT, type Exit } from '../../core/exit.ts';
import { allRules, type RuleState, stateOf } from '../../core/inspection/activate.ts';
import { chooseRules } from '../../core/inspection/choose.ts';
import type { Rule } from '../../core/rule.ts';
import { escapeJson } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { RULES_WORDS } from '../../messages/settings/rules.ts';
import { renderRule, renderRules } from '../../render/rules.ts';
import { RULES } from '../../rules/index.ts';
import { loadSettings } from '../../settings/load.ts';
import type { GlobalOptions } from '../shared/command.ts';

export interface RulesOptions extends GlobalOptions {
  /** Ids or themes; none means all. */
  readonly names: readonly string[];
  readonly format: 'table' | 'json';
}

export async function runRules(action: 'list' | 'show', options: RulesOptions, host: Host): Promise<Exit> {
  const { settings } = await loadSettings({ cwd: host.cwd, config: options.config });
  const known = allRules(RULES, settings);
  const { rules } = chooseRules(known, options.names.length === 0 ? ['all'] : options.names);
  const rows = rules.map((rule) => ({ rule, state: stateOf(rule, settings), pipelines: settings.pipelines }));
  const render = {
    language: host.language ?? 'en',
    columns: host.stdout.columns,
    colour: host.stdout.colour,
    isPlain: host.isPlain,
  };

  if (action === 'show') {
    const [only, ...more] = rows;
    if (only === undefined || more.length > 0 || only.rule.id !== options.names[0]) {
      const ids = rows.map(({ rule }) => rule.id);
      const { message, hint } = refusalFrom(RULES_WORDS, (words) =>
        words.isTheme(JSON.stringify(options.names[0]), ids),
      );
      throw new UserError(message, { hint });
    }
    await host.stdout.write(options.format === 'json' ? json(rowJson(only)) : renderRule(only, render));
  } else {
    const all = rows.map((row) => rowJson(row));
    await host.stdout.write(options.format === 'json' ? json(all) : renderRules(rows, render));
  }
  return EXIT.done;
}

const json = (value: unknown) => `${escapeJson(JSON.stringify(value, undefined, 2))}\n`;

/** The contract of `rules list --format json`, in English whatever the language. */
function rowJson({ rule, state }: { readonly rule: Rule; readonly state: RuleState }) {
  return {
    id: rule.id,
    theme: rule.theme,
    severity: state.severity,
    on: state.on,
    title: rule.title.en,
    why: rule.why.en,
    respond: rule.respond.en,
    references: rule.references,
    attack: rule.attack,
    cis: rule.cis ?? [],
    securityHub: rule.securityHub ?? [],
    because: state.because,
  };
}
