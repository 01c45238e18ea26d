/** The settings in force, with their file as seen from the working folder. */
import { relative } from 'node:path';
import { type InForce, inForce } from '../../core/in-force.ts';
import { allRules } from '../../core/inspection/activate.ts';
import type { Rule } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { Host } from '../../host.ts';
import { RULES } from '../../rules/index.ts';
import type { Loaded } from '../../settings/load.ts';

/** `rules` are those of the run, and `named` the ids that were asked for. */
export function inForceHere(
  settings: Settings,
  { file, owner }: Omit<Loaded, 'settings'>,
  { cwd }: Host,
  rules: readonly Rule[] = allRules(RULES, settings),
  named: readonly string[] = [],
): InForce {
  const shown = file === undefined ? undefined : relative(cwd, file) || file;
  return inForce(settings, { file: shown, owner }, rules, named);
}
