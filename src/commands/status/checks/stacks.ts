/** Checks that the stacks exist, and are as a deploy left them. */
import type { StackState } from '../../../aws/cloudformation/stacks.ts';
import { namesOf } from '../../../core/names.ts';
import type { Words } from '../../../core/rule.ts';
import type { Settings } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import type { CheckResult, CheckState } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { AT_HOME, type AtHome, type Facts } from './facts.ts';
import { DEPLOY, notChecked, say } from './results.ts';

export const STACKS: Check<Facts> = {
  name: 'stack',
  run: async (facts) => AT_HOME.flatMap((name) => resultsFor(name, facts)),
};

function resultsFor(name: AtHome, { stacks, settings, region }: Facts): readonly CheckResult[] {
  const [stackName, isNotifier] = [namesOf(settings.name).stack(name), name === 'notifier'];
  const about = { check: 'stack', of: stackName } as const;
  const found = stacks[name];
  const isWanted = WANTED[name](settings);
  if (found instanceof UserError) return [notChecked(about, found)];
  if (found === undefined) {
    const said = say((words) => words.stack.missing(stackName, region));
    return isWanted ? [{ ...about, state: 'failed', said, todo: DEPLOY, isFatal: isNotifier }] : [];
  }
  const { state, said, todo } = healthOf(found);
  if (state === 'ok' && !isWanted && (name === 'alarms' || name === 'health')) {
    return [{ ...about, state: 'warning', said: say(({ stack }) => stack.unwanted[name]), todo: DEPLOY }];
  }
  return [{ ...about, state, said, todo, isFatal: isNotifier }];
}

const WANTED: Readonly<Record<AtHome, (settings: Settings) => boolean>> = {
  artifacts: () => true,
  trail: ({ trail }) => trail.use === 'new',
  notifier: () => true,
  health: ({ health }) => health?.channel !== undefined,
  alarms: ({ pipelines }) => pipelines.includes('alarms'),
};

interface Health {
  readonly state: CheckState;
  readonly said: Words;
  readonly todo?: Words;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
export function healthOf(state: StackState): Health {
  const { status, reason = '', lastUpdated, created, terminationProtection } = state;
  const since = (lastUpdated ?? created)?.toISOString().slice(0, 10);
  if (/^(?:CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) {
    return { state: 'ok', said: say((words) => words.stack.deployed(status, since, terminationProtection)) };
  }
  if (/^(?:UPDATE|IMPORT)_ROLLBACK_COMPLETE$/.test(status)) {
    return { state: 'warning', said: say((words) => words.stack.rolledBack(status)), todo: DEPLOY };
  }
  if (/^(?:CREATE|UPDATE|IMPORT)_(?:COMPLETE_CLEANUP_)?IN_PROGRESS$/.test(status)) {
    return {
      state: 'warning',
      said: say((words) => words.stack.inProgress(status)),
      todo: say((words) => words.later),
    };
  }
  return { state: 'failed', said: say((words) => words.stack.broken(status, reason)), todo: DEPLOY };
}
