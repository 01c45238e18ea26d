/** `login-watch rules test`: people's own rules, tried by the same code as the shipped ones. */
import { allRules } from '../../core/activate.ts';
import { checkExamples } from '../../core/examples.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { OwnRule, Settings } from '../../core/settings.ts';
import { escapeJson, visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';
import { loadSettings } from '../../settings/load.ts';
import type { RulesOptions } from './run.ts';

/** One example of one rule; `problem` is null where it is as the example says. */
interface Outcome {
  readonly rule: string;
  readonly example: string;
  readonly problem: string | null;
}

export async function runRulesTest(options: RulesOptions, host: Host): Promise<Exit> {
  const { settings } = await loadSettings({ cwd: host.cwd, config: options.config });
  if (settings.own.length === 0) {
    throw new UserError(`${options.config} has no rules under \`own\``, {
      hint: 'Write one with `examples: { fires: [<record>], quiet: [<record>] }` beside its `when`.',
    });
  }
  const outcomes = (await Promise.all(settings.own.map((own) => outcomesOf(own, settings)))).flat();
  const failed = outcomes.filter(({ problem }) => problem !== null);
  const lines = outcomes.map(
    ({ rule, example, problem }) =>
      `${problem === null ? 'ok    ' : 'failed'}  ${rule} ${example}${problem === null ? '' : `: ${visible(problem)}`}\n`,
  );
  const sum = `${outcomes.length - failed.length} ok, ${failed.length} failed\n`;
  await host.stdout.write(
    options.format === 'json' ? `${escapeJson(JSON.stringify(outcomes, undefined, 2))}\n` : [...lines, sum].join(''),
  );
  return failed.length > 0 ? EXIT.found : EXIT.done;
}

async function outcomesOf(own: OwnRule, settings: Settings): Promise<readonly Outcome[]> {
  const rule = allRules([], { ...settings, own: [own] })[0];
  if (rule === undefined) return [];
  const examples = own.examples ?? { fires: [], quiet: [] };
  // A rule that nobody has seen fire, or stay quiet, is not tested.
  const missing = (['fires', 'quiet'] as const)
    .filter((kind) => examples[kind].length === 0)
    .map((kind) => ({ rule: own.id, example: kind, problem: `no example under \`${kind}\`` }));
  const tried = await checkExamples(rule, examples, settings);
  return [
    ...tried.map(({ place, problem }) => ({ rule: own.id, example: place, problem: problem ?? null })),
    ...missing,
  ];
}
