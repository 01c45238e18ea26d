/** Can the function run, does it read its queue, and is it what would be deployed? */
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
import { DEPLOY, goneOrNotChecked, notChecked } from './results.ts';

const check = 'function';

export const FUNCTION: Check<Facts> = {
  name: check,
  run: async (facts) => {
    const name = namesOf(facts.settings.name).notifier;
    try {
      const found = await readFunction(name, facts);
      return [running(found), await reading(name, facts), await codeResult(found.codeSha256, facts)];
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

/** All messages to people go by the outbox. */
async function reading(name: string, facts: Facts): Promise<CheckResult> {
  const about = { check, of: 'outbox' };
  const queue = namesOf(facts.settings.name).outbox;
  try {
    const found = (await readEventSources(name, facts)).find(({ source }) => source.endsWith(`:${queue}`));
    if (found?.state === 'Enabled') return { ...about, state: 'ok', said: 'it reads the messages to people' };
    if (/^(?:Creating|Enabling|Updating)$/.test(found?.state ?? ''))
      return { ...about, state: 'warning', said: `${found?.state}`, todo: 'Look again in a minute.' };
    const how = found === undefined ? makeAnew(name, queue, facts) : switchOn(found, facts);
    return {
      ...about,
      state: 'failed',
      said: `nothing is sent to people: its event source mapping is ${found === undefined ? 'gone' : found.state}`,
      todo: `Find out who did that. ${how} What waits is sent then; it is kept for 14 days.`,
    };
  } catch (error) {
    return notChecked(about, error);
  }
}

const switchOn = ({ id }: EventSource, { region }: Facts) =>
  `\`aws lambda update-event-source-mapping --region ${region} --uuid ${id} --enabled\` switches it on again.`;

const makeAnew = (name: string, queue: string, { region, caller: { partition, account } }: Facts) =>
  `\`aws lambda create-event-source-mapping --region ${region} --function-name ${name} --batch-size 10 --function-response-types ReportBatchItemFailures --event-source-arn arn:${partition}:sqs:${region}:${account}:${queue}\` makes it anew.`;
