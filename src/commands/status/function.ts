/** Can the function run, and is it what would be deployed? */
import { type DeployedFunction, readFunction } from '../../aws/health/deployed-function.ts';
import type { CheckResult } from '../../render/checks.ts';
import type { Check } from '../checks.ts';
import { codeResult } from './code.ts';
import type { Facts } from './facts.ts';
import { DEPLOY, goneOrNotChecked } from './results.ts';

const check = 'function';

export const FUNCTION: Check<Facts> = {
  name: check,
  run: async (facts) => {
    const name = `${facts.settings.name}-notifier`;
    try {
      const found = await readFunction(name, facts);
      return [running(found), await codeResult(found.codeSha256, facts)];
    } catch (error) {
      return [goneOrNotChecked({ check }, error, `function ${name}`)];
    }
  },
};

function running({
  state,
  stateReason,
  lastUpdate,
  lastUpdateReason,
  runtime,
  reserved,
}: DeployedFunction): CheckResult {
  const about = { check, of: 'state' };
  if (reserved === 0) {
    const todo =
      'Find out who set its reserved concurrency to 0, and remove that (`aws lambda delete-function-concurrency`).';
    return { ...about, state: 'failed', said: 'it may not run: its reserved concurrency is 0', todo };
  }
  const because = (reason: string | undefined) => (reason === undefined || reason === '' ? '' : `: ${reason}`);
  if (state === 'Failed') return { ...about, state: 'failed', said: `Failed${because(stateReason)}`, todo: DEPLOY };
  if (lastUpdate === 'Failed') {
    return { ...about, state: 'warning', said: `its last update failed${because(lastUpdateReason)}`, todo: DEPLOY };
  }
  const isReady = state === 'Active' && lastUpdate !== 'InProgress';
  if (isReady) return { ...about, state: 'ok', said: `Active, ${runtime}` };
  const said = `${state === 'Active' ? 'being updated' : state}${because(stateReason)}`;
  return { ...about, state: 'warning', said, todo: 'Look again in a minute.' };
}
