/** `login-watch rules compile`: the work. */
import { EXIT, type Exit } from '../../core/exit.ts';
import { activate, allRules } from '../../core/inspection/activate.ts';
import { chooseRules } from '../../core/inspection/choose.ts';
import type { Language } from '../../core/language.ts';
import type { Rule } from '../../core/rule.ts';
import { escapeJson, visible } from '../../core/text.ts';
import type { Host } from '../../host.ts';
import { RULES_WORDS } from '../../messages/settings/rules.ts';
import { RULES } from '../../rules/index.ts';
import { compileEventBridge } from '../../selection/eventbridge.ts';
import { compileLogsFilter } from '../../selection/logs-filter.ts';
import { type LookupQuery, notInLookup, planLookup, queriesOf } from '../../selection/lookup-plan.ts';
import { ofEvents, ofLogs } from '../../settings/less-exact.ts';
import { loadSettings } from '../../settings/load.ts';
import type { RulesOptions } from './run.ts';

export type CompileFor = 'eventbridge' | 'logs' | 'lookup';

export interface CompileOptions extends RulesOptions {
  /** Undefined means all three. */
  readonly for: CompileFor | undefined;
}

export async function runCompile(options: CompileOptions, host: Host): Promise<Exit> {
  const { settings } = await loadSettings({ cwd: host.cwd, config: options.config });
  const isAll = options.names.length === 0;
  const all = allRules(RULES, settings);
  const { rules: chosen } = isAll ? { rules: all } : chooseRules(all, options.names);
  // The settings apply, as in a deploy, except to rules chosen by id.
  const named = chosen.map(({ id }) => id).filter((id) => options.names.includes(id));
  const rules = activate(chosen, settings, named).map(({ rule }) => rule);
  const isWanted = (what: CompileOptions['for']) => options.for === undefined || options.for === what;
  const compiled = {
    ...(isWanted('eventbridge') ? { eventbridge: compileEventBridge(rules) } : {}),
    ...(isWanted('logs') ? { logs: compileLogsFilter(rules) } : {}),
    ...(isWanted('lookup') ? { lookup: lookupOf(rules) } : {}),
  };
  const remarks = [
    ...(isWanted('eventbridge') ? ofEvents(rules, settings) : []),
    ...(isWanted('logs') ? ofLogs(rules, settings) : []),
  ];
  const text =
    options.format === 'json'
      ? `${escapeJson(JSON.stringify(compiled, undefined, 2))}\n`
      : plainly(compiled, host.language ?? 'en');
  await host.stdout.write(text);
  // Beside what is to be copied.
  for (const remark of remarks) await host.stderr.write(`${visible(remark[host.language ?? 'en'])}\n`);
  return EXIT.done;
}

function lookupOf(rules: readonly Rule[]): NonNullable<Compiled['lookup']> {
  const plan = planLookup(rules);
  return { queries: queriesOf(plan), everythingFor: plan.sweepers, notIn: notInLookup(rules).map(({ id }) => id) };
}

interface Compiled {
  readonly eventbridge?: ReturnType<typeof compileEventBridge>;
  readonly logs?: readonly string[];
  readonly lookup?: {
    readonly queries: readonly LookupQuery[];
    /** Ids of the rules because of which everything is read. */
    readonly everythingFor: readonly string[];
    readonly notIn: readonly string[];
  };
}

/** Each on a line of its own, to be copied as it is. */
function plainly({ eventbridge, logs, lookup }: Compiled, language: Language): string {
  const words = RULES_WORDS[language].compiled;
  const parts: string[] = [];
  if (eventbridge !== undefined) {
    parts.push(
      words.eventbridge,
      ...eventbridge.map(({ pattern, state }) => `  ${state}\n  ${JSON.stringify(pattern)}`),
    );
  }
  if (logs !== undefined) parts.push(words.logs, ...logs.map((filter) => `  ${filter}`));
  if (lookup !== undefined) {
    const asked = lookup.queries.map(
      ({ attribute }) =>
        `  ${attribute === null ? words.everything(lookup.everythingFor) : `${attribute.key}=${attribute.value}`}`,
    );
    const never = lookup.notIn.map((id) => `  ${words.never(id)}`);
    parts.push(words.lookup, ...asked, ...never);
  }
  return `${parts.join('\n')}\n`;
}
