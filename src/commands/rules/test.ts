/** `login-watch rules test`: tries the settings' own rules on their examples, by the same code as the shipped ones. */
import { EXIT, type Exit } from '../../core/exit.ts';
import { allRules } from '../../core/inspection/activate.ts';
import { checkExamples } from '../../core/inspection/examples.ts';
import { RULE_WORDS } from '../../core/inspection/rule-words.ts';
import type { Language, Words } from '../../core/language.ts';
import type { OwnRule, Settings } from '../../core/settings.ts';
import { escapeJson, visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { RULES_WORDS } from '../../messages/settings/rules.ts';
import { loadSettings } from '../../settings/load.ts';
import { deadPartsOf } from '../../settings/patterns/dead-patterns.ts';
import { warnOfNetworks } from '../shared/network-doubts.ts';
import type { RulesOptions } from './run.ts';

/** One example of one rule, or a part of it that can't match; no `problem` if the rule does as the example expects. */
interface Outcome {
  readonly rule: string;
  readonly example: string;
  readonly problem: Words | undefined;
}

export async function runRulesTest(options: RulesOptions, host: Host): Promise<Exit> {
  const { settings, file } = await loadSettings({ cwd: host.cwd, config: options.config });
  if (settings.own.length === 0) {
    const { message, hint } = refusalFrom(RULES_WORDS, (words) => words.noOwnRules(options.config ?? ''));
    throw new UserError(message, { hint });
  }
  await warnOfNetworks(settings, file, host);
  const outcomes = (await Promise.all(settings.own.map((own) => outcomesOf(own, settings)))).flat();
  const failed = outcomes.filter(({ problem }) => problem !== undefined);
  await host.stdout.write(
    options.format === 'json' ? json(outcomes) : table(outcomes, failed.length, host.language ?? 'en'),
  );
  return failed.length > 0 ? EXIT.found : EXIT.done;
}

function json(outcomes: readonly Outcome[]): string {
  const all = outcomes.map(({ problem, ...outcome }) => ({ ...outcome, problem: problem?.en ?? null }));
  return `${escapeJson(JSON.stringify(all, undefined, 2))}\n`;
}

function table(outcomes: readonly Outcome[], failed: number, language: Language): string {
  const words = RULES_WORDS[language];
  const lines = outcomes.map(({ rule, example, problem }) => {
    const tried = `${rule} ${example}`;
    if (problem === undefined) return `${words.outcome.passed}  ${tried}`;
    return `${words.outcome.failed}  ${words.problem(tried, visible(problem[language]))}`;
  });
  return [...lines, words.outcomes(outcomes.length - failed, failed), ''].join('\n');
}

async function outcomesOf(own: OwnRule, settings: Settings): Promise<readonly Outcome[]> {
  const rule = allRules([], { ...settings, own: [own] })[0];
  if (rule === undefined) return [];
  const examples = own.examples ?? { fires: [], quiet: [] };
  // A rule without an example of either kind isn't tested.
  const missing = (['fires', 'quiet'] as const)
    .filter((kind) => examples[kind].length === 0)
    .map((kind) => ({ rule: own.id, example: kind, problem: wordsFrom(RULE_WORDS, (words) => words.noExample(kind)) }));
  const tried = await checkExamples(rule, examples, settings);
  const dead = deadPartsOf(own).map(({ part, why }) => ({ rule: own.id, example: part, problem: why }));
  return [...tried.map(({ place, problem }) => ({ rule: own.id, example: place, problem })), ...missing, ...dead];
}
