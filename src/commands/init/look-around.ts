/** Before anything is asked: who and where, what is missing, what is there. */
import { EXIT } from '../../core/exit.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { INIT_WORDS, type InitWords } from '../../messages/set-up/init.ts';
import type { Asker } from '../shared/asking/asker.ts';
import { heading, type InitContext, type SettingsFile } from './state/context.ts';
import type { Facts, Trail, Who } from './state/state.ts';

interface Ahead {
  readonly file: SettingsFile;
  /** Which settings it comes to, as far as that can be told before the first question. */
  readonly settings: (trails: readonly Trail[], who: Who) => Settings;
  readonly asker: Asker;
  /** The user chose so beforehand, whatever is missing. */
  readonly goesOn: boolean;
}

/** Asks AWS and tells what it said. Permissions that are missing come first, so that nothing is asked in vain. */
export async function lookAround(context: InitContext, ahead: Ahead): Promise<Facts> {
  const { file, settings: settingsAhead } = ahead;
  const { parts, words, tell } = context;
  await heading(context, words.heading.who);
  const who = await parts.readIdentity();
  const unread = who.organizationRefused;
  await tell(
    [
      words.account(who.account, who.alias),
      ...(unread === undefined ? [] : [words.organizationUnread(unread[context.language])]),
      words.identity(who.arn),
      words.region(who.region),
    ].join('\n'),
  );
  // Whether a trail must be made decides what is needed; where nobody may look, that is what will be missing.
  await refuseWithoutPermissions(context, settingsAhead(await parts.readTrails(who).catch(() => []), who), ahead);

  const trails = await parts.readTrails(who);
  const [stacks, lastSignIn] = await Promise.all([
    parts.readStacks(settingsAhead(trails, who).name, who),
    parts.readLastSignIn(who),
  ]);
  await heading(context, words.heading.there);
  await tell(
    [
      ...(trails.length === 0
        ? [words.noTrail]
        : trails.map((trail) => words.trail(trail.name, factsOf(trail, who, context)))),
      ...stacks.map(({ name, status }) => words.stack(name, status)),
      ...(file.before === undefined ? [] : [words.settingsFile(file.shown)]),
    ].join('\n'),
  );
  return { who, trails, stacks, lastSignIn };
}

/** So many are told one by one, with their policy; `policy init` tells any number. */
const MOST_TOLD = 12;

/** With `--yes` nothing is begun that will fail, unless a flag says so; a person may know better than the check. */
async function refuseWithoutPermissions(
  context: InitContext,
  settings: Settings,
  { asker, goesOn }: Ahead,
): Promise<void> {
  const { parts, words, tell, isAuto, host } = context;
  for (;;) {
    const { actions, policy } = await parts.missingPermissions(settings, context.language);
    if (actions.length === 0) return;
    const told = saidOf(actions, words);
    const todo = todoOf(actions, policy, words);
    if (isAuto && !goesOn) throw missing(actions, policy);
    await tell(told);
    await host.stderr.write(`${todo}\n`);
    if (goesOn) return;
    const answer = await asker.select({
      message: words.missingQuestion,
      choices: (['again', 'on', 'stop'] as const).map((value) => ({ value, name: words.missingChoice[value] })),
      default: 'again',
    });
    if (answer === 'on') return;
    if (answer === 'stop') throw missing(actions, undefined);
  }
}

const saidOf = (actions: readonly string[], words: InitWords) =>
  words.missing(actions.slice(0, MOST_TOLD).join(', '), Math.max(0, actions.length - MOST_TOLD));

/** `policy`: undefined if it was printed already. */
const todoOf = (actions: readonly string[], policy: string | undefined, words: InitWords) =>
  policy === undefined || actions.length > MOST_TOLD ? words.missingHint : `${words.missingPolicy}\n${policy}`;

const missing = (actions: readonly string[], policy: string | undefined) =>
  new UserError(
    wordsFrom(INIT_WORDS, (words) => saidOf(actions, words)),
    { hint: wordsFrom(INIT_WORDS, (words) => todoOf(actions, policy, words)), exit: EXIT.refused },
  );

function factsOf(trail: Trail, { account }: Who, { words: { trailFacts } }: InitContext): string {
  return [
    trail.isLogging ? trailFacts.logging : trailFacts.stopped,
    trail.isMultiRegion ? trailFacts.everywhere : trailFacts.oneRegion(trail.homeRegion),
    ...(trail.isOrganization ? [trailFacts.organization] : []),
    ...(trail.owner === account ? [] : [trailFacts.owner(trail.owner)]),
    trail.logGroup === undefined ? trailFacts.noLogGroup : trailFacts.logGroup(trail.logGroup.name),
    trailFacts.bucket(trail.bucket),
  ].join(', ');
}
