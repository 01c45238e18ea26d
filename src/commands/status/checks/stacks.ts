/** Are the stacks there, and as a deploy left them? */
import type { StackState } from '../../../aws/cloudformation/stacks.ts';
import { namesOf } from '../../../core/names.ts';
import type { Settings } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import type { CheckResult, CheckState } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { AT_HOME, type AtHome, type Facts } from './facts.ts';
import { DEPLOY, notChecked } from './results.ts';

export const STACKS: Check<Facts> = {
  name: 'stack',
  run: async (facts) => AT_HOME.flatMap((name) => resultsFor(name, facts)),
};

function resultsFor(name: AtHome, { stacks, settings, region }: Facts): readonly CheckResult[] {
  const about = { check: 'stack', of: namesOf(settings.name).stack(name) };
  const found = stacks[name];
  const isWanted = WANTED[name](settings);
  if (found instanceof UserError) return [notChecked(about, found)];
  if (found === undefined) {
    return isWanted ? [{ ...about, state: 'failed', said: `it is not there, in ${region}`, todo: DEPLOY }] : [];
  }
  const { state, said, todo } = healthOf(found);
  if (state === 'ok' && !isWanted && name === 'alarms') {
    return [
      { ...about, state: 'warning', said: 'it is there, and the settings have no pipeline alarms', todo: DEPLOY },
    ];
  }
  return [{ ...about, state, said, todo }];
}

const WANTED: Readonly<Record<AtHome, (settings: Settings) => boolean>> = {
  artifacts: () => true,
  trail: ({ trail }) => trail.use === 'new',
  notifier: () => true,
  alarms: ({ pipelines }) => pipelines.includes('alarms'),
};

interface Health {
  readonly state: CheckState;
  readonly said: string;
  readonly todo?: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
export function healthOf({ status, reason, lastUpdated, created }: StackState): Health {
  const since = (lastUpdated ?? created)?.toISOString().slice(0, 10);
  const because = reason === undefined || reason === '' ? '' : `: ${reason}`;
  if (/^(?:CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) {
    return { state: 'ok', said: since === undefined ? status : `${status}, deployed on ${since}` };
  }
  if (/^(?:UPDATE|IMPORT)_ROLLBACK_COMPLETE$/.test(status)) {
    return {
      state: 'warning',
      said: `the last deploy failed, and what was there before runs (${status})`,
      todo: DEPLOY,
    };
  }
  if (/^(?:CREATE|UPDATE|IMPORT)_(?:COMPLETE_CLEANUP_)?IN_PROGRESS$/.test(status)) {
    return { state: 'warning', said: `it is being deployed (${status})`, todo: 'Look again when that is done.' };
  }
  return { state: 'failed', said: `it is not whole: ${status}${because}`, todo: DEPLOY };
}
