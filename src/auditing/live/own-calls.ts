/** Calls that `audit --live` itself makes, as CloudTrail records them: whoever watches for these hears of it too. */
import type { JsonObject } from '../../core/event.ts';
import { asWords } from '../../core/words.ts';
import type { Deed } from '../deeds/deed.ts';
import { call } from '../deeds/records.ts';
import { envelopeOf } from '../follow-bus.ts';

const CALLS: Readonly<Record<string, readonly string[]>> = {
  sns: ['Subscribe', 'Unsubscribe'],
  sqs: ['CreateQueue', 'DeleteQueue'],
  logs: ['CreateLogStream', 'DeleteLogStream'],
};
/** Where a rule of EventBridge is rung. CloudTrail doesn't record `PutEvents`. */
const BUS_CALLS: typeof CALLS = { events: ['PutRule', 'PutTargets', 'RemoveTargets', 'DeleteRule'] };

/** In the form of a deed. */
export const ownCalls = (ringsBus: boolean): Deed => ({
  id: 'own-calls',
  area: 'rules',
  title: asWords('audit --live'),
  severity: 'info',
  controls: { cis: [], securityHub: [], rules: [] },
  samples: Object.entries({ ...CALLS, ...(ringsBus ? BUS_CALLS : {}) }).flatMap(([service, names]) =>
    names.map((name) => call(service, name)),
  ),
});

/** As they come from EventBridge. */
export const ownEvents = (account: string, region: string, ringsBus: boolean): readonly JsonObject[] =>
  ownCalls(ringsBus).samples.map(({ record }) => envelopeOf(record({ account, region }), region, account));
