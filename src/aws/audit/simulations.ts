/** IAM's simulation of calls that would silence an alert: it alone knows the policies of Organizations. */
import type { Ground } from '../../auditing/follow.ts';
import { type Doubt, doubtsIn } from '../../auditing/silence/doubts.ts';
import { callKey, type Decision } from '../../auditing/silence/simulated.ts';
import type { Reading, Snapshot } from '../../auditing/snapshot.ts';
import { simulate } from '../access/simulate.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { attemptSteps, type Reader } from './attempt.ts';

const SIMULATIONS_AT_ONCE = 2;

/** The snapshot with the answers. Asks nothing where no doubt is left. */
export async function withSimulations(ground: Ground, reader: Reader): Promise<Snapshot> {
  const { snapshot } = ground;
  const answers = new Map<string, Reading<ReadonlyMap<string, Decision>>>();
  await mapConcurrent(doubtsIn(ground), SIMULATIONS_AT_ONCE, async (doubt) => {
    // One refusal is enough: each principal would be refused alike.
    const refused = [...answers.values()].find((one) => one.kind === 'refused');
    answers.set(doubt.principal, refused ?? (await readDecisions(doubt, reader)));
  });
  return { ...snapshot, simulated: answers };
}

async function readDecisions(
  { principal, questions }: Doubt,
  reader: Reader,
): Promise<Reading<ReadonlyMap<string, Decision>>> {
  const region = await reader.aws.homeRegion();
  const decided = new Map<string, Decision>();
  for (const question of questions) {
    const answer = await attemptSteps('iam:SimulatePrincipalPolicy', region, reader, (step) =>
      simulate(principal, question, reader.aws, reader.signal, step),
    );
    if (answer.kind === 'refused') return answer;
    for (const { action, resource, decision } of answer.value) decided.set(callKey(action, resource), decision);
  }
  return { kind: 'read', value: decided };
}
