/** Checks that the function can run, reads its queue, and has the code that would be deployed. */
import {
  type DeployedFunction,
  type EventSource,
  readEventSources,
  readFunction,
} from '../../../aws/health/deployed-function.ts';
import { namesOf } from '../../../core/names.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Check } from '../../shared/checks.ts';
import { codeResult } from './code.ts';
import type { Facts } from './facts.ts';
import { DEPLOY, goneOrNotChecked, notChecked, say } from './results.ts';

const check = 'function';

export const FUNCTION: Check<Facts> = {
  name: check,
  run: async (facts) => {
    const name = namesOf(facts.settings.name).notifier;
    try {
      const found = await readFunction(name, facts);
      return [running(found), await reading(name, facts), await codeResult(found.codeSha256, facts)];
    } catch (error) {
      const gone = say((words) => words.functionGone(name));
      return [{ ...goneOrNotChecked({ check }, error, gone), isFatal: true }];
    }
  },
};

function running(found: DeployedFunction): CheckResult {
  const { state, stateReason = '', lastUpdate, lastUpdateReason = '', runtime, reserved } = found;
  const about = { check, of: 'state' } as const;
  if (reserved === 0) {
    const todo = say((words) => words.function.noConcurrencyTodo);
    return { ...about, state: 'failed', said: say((words) => words.function.noConcurrency), todo, isFatal: true };
  }
  if (state === 'Failed') {
    const said = say((words) => words.function.failed(stateReason));
    return { ...about, state: 'failed', said, todo: DEPLOY, isFatal: true };
  }
  if (lastUpdate === 'Failed') {
    const said = say((words) => words.function.updateFailed(lastUpdateReason));
    return { ...about, state: 'warning', said, todo: DEPLOY };
  }
  if (state === 'Active' && lastUpdate !== 'InProgress') {
    return { ...about, state: 'ok', said: say((words) => words.function.ready(runtime)) };
  }
  const said = say(({ function: words }) =>
    state === 'Active' ? words.updating(stateReason) : words.other(state, stateReason),
  );
  return { ...about, state: 'warning', said, todo: say((words) => words.soon) };
}

/** The function sends all messages from the outbox. */
async function reading(name: string, facts: Facts): Promise<CheckResult> {
  const about = { check, of: 'outbox' } as const;
  const queue = namesOf(facts.settings.name).outbox;
  try {
    const found = (await readEventSources(name, facts)).find(({ source }) => source.endsWith(`:${queue}`));
    if (found?.state === 'Enabled') return { ...about, state: 'ok', said: say((words) => words.function.reads) };
    if (found !== undefined && /^(?:Creating|Enabling|Updating)$/.test(found.state)) {
      const said = say((words) => words.function.mapping(found.state));
      return { ...about, state: 'warning', said, todo: say((words) => words.soon) };
    }
    const command = found === undefined ? createMapping(name, queue, facts) : enableMapping(found, facts);
    return {
      ...about,
      state: 'failed',
      said: say((words) => words.function.readsNothing(found?.state)),
      todo: say((words) => words.function.readsNothingTodo(command, found === undefined)),
      isFatal: true,
    };
  } catch (error) {
    return notChecked(about, error);
  }
}

const enableMapping = ({ id }: EventSource, { region }: Facts) =>
  `aws lambda update-event-source-mapping --region ${region} --uuid ${id} --enabled`;

const createMapping = (name: string, queue: string, { region, caller: { partition, account } }: Facts) =>
  `aws lambda create-event-source-mapping --region ${region} --function-name ${name} --batch-size 10 --function-response-types ReportBatchItemFailures --event-source-arn arn:${partition}:sqs:${region}:${account}:${queue}`;
