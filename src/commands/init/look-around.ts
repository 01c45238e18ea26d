/** Before anything is asked: who and where, what is missing, what is there. */
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import type { Asker } from '../asker.ts';
import { heading, type Kit, type SettingsFile } from './kit.ts';
import type { Facts, Trail, Who } from './state.ts';

/** Asks AWS and tells what it said. Permissions that are missing come first, so that nothing is asked in vain. */
export async function lookAround(kit: Kit, file: SettingsFile, asker: Asker, name: string | undefined): Promise<Facts> {
  const { parts, words, tell } = kit;
  const before = file.before?.settings ?? DEFAULT_SETTINGS;
  // Whoever gives another name means what is deployed under it.
  const settings = { ...before, name: name ?? before.name };
  await heading(kit, words.heading.who);
  const who = await parts.readIdentity();
  await tell([words.account(who.account, who.alias), words.identity(who.arn), words.region(who.region)].join('\n'));
  await refuseWithoutPermissions(kit, settings, asker);

  const [trails, stacks, lastSignIn] = await Promise.all([
    parts.readTrails(who),
    parts.readStacks(settings.name, who),
    parts.readLastSignIn(who),
  ]);
  await heading(kit, words.heading.there);
  await tell(
    [
      ...(trails.length === 0
        ? [words.noTrail]
        : trails.map((trail) => words.trail(trail.name, factsOf(trail, who, kit)))),
      ...stacks.map(({ name, status }) => words.stack(name, status)),
      ...(file.before === undefined ? [] : [words.settingsFile(file.shown)]),
    ].join('\n'),
  );
  return { who, trails, stacks, lastSignIn };
}

/** With `--yes` nothing is begun that will fail; a person may know better than the check. */
async function refuseWithoutPermissions(kit: Kit, settings: Settings, asker: Asker): Promise<void> {
  const { parts, words, tell, isAuto } = kit;
  for (;;) {
    const missing = await parts.missingPermissions(settings);
    if (missing.length === 0) return;
    const refusal = new UserError(words.missing(missing.join(', ')), { hint: words.missingHint, exit: 3 });
    if (isAuto) throw refusal;
    await tell(`${refusal.message}\n${words.missingHint}`);
    const answer = await asker.select({
      message: words.missingQuestion,
      choices: (['again', 'on', 'stop'] as const).map((value) => ({ value, name: words.missingChoice[value] })),
      default: 'again',
    });
    if (answer === 'on') return;
    if (answer === 'stop') throw refusal;
  }
}

function factsOf(trail: Trail, { account }: Who, { words: { trailFacts } }: Kit): string {
  return [
    trail.isLogging ? trailFacts.logging : trailFacts.stopped,
    trail.isMultiRegion ? trailFacts.everywhere : trailFacts.oneRegion(trail.homeRegion),
    ...(trail.isOrganization ? [trailFacts.organization] : []),
    ...(trail.owner === account ? [] : [trailFacts.owner(trail.owner)]),
    trail.logGroup === undefined ? trailFacts.noLogGroup : trailFacts.logGroup(trail.logGroup.name),
  ].join(', ');
}
