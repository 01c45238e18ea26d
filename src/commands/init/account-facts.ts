/** Questions to AWS before the first one to the user. Each `UserError` names the next step. */
import type { Event } from '@aws-sdk/client-cloudtrail';

import { askCaller } from '../../aws/access/caller.ts';
import type { Aws } from '../../aws/clients.ts';
import { explainAws } from '../../aws/errors.ts';
import { faultOf, readError } from '../../aws/fault.ts';
import { readAlias, readOrganization } from '../../aws/names/accounts.ts';
import { enabledRegions } from '../../aws/regions.ts';
import { namesOf, STACKS } from '../../core/names.ts';
import { normalise } from '../../core/record/normalise.ts';
import { asWords } from '../../core/words.ts';
import { readingOf } from '../../sources/event-history/lookup-page.ts';
import type { EarlierStack, LastSignIn, Who } from './state/state.ts';

export async function readWho(aws: Aws, signal: AbortSignal): Promise<Who> {
  const [{ account, arn }, alias, { names, refusal }] = await Promise.all([
    askCaller(aws, 'init', signal),
    // A nicety: without the permission the account's number is enough.
    readAlias(aws, signal).catch(() => undefined),
    readOrganization(aws, { signal, command: 'init' }),
  ]);
  const region = await aws.homeRegion();
  return {
    account,
    alias: names.get(account) ?? alias,
    organization: names,
    organizationRefused: refusal,
    arn,
    region,
  };
}

/** Those of ours that are there, in the home region. */
export async function readStacks(name: string, aws: Aws, { region }: Who): Promise<readonly EarlierStack[]> {
  const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const client = await aws.cloudformation();
  const read = async (stack: string): Promise<readonly EarlierStack[]> => {
    try {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
      return Stacks.map(({ StackStatus = '' }) => ({ name: stack, status: StackStatus }));
    } catch (error) {
      const { name: kind, message } = readError(error);
      if (kind === 'ValidationError' && /does not exist/.test(message)) return [];
      throw explainAws(error, {
        action: 'cloudformation:DescribeStacks',
        region,
        profile: aws.profile,
        command: 'init',
      });
    }
  };
  const found = await Promise.all(STACKS.map((part) => read(namesOf(name).stack(part))));
  return found.flat().filter(({ status }) => status !== 'DELETE_COMPLETE');
}

const PAGE = 50;

/**
 * The caller's own last sign-in to the console or by `aws login` among the newest of each region: where one is recorded
 * depends on the endpoint that was used. Undefined where there is none, or no right to look.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export async function readLastSignIn(aws: Aws, who: Who, signal: AbortSignal): Promise<LastSignIn | undefined> {
  const { regions } = await enabledRegions(aws, signal);
  const found = (await Promise.all(regions.map((region) => ownSignIns(aws, region, who)))).flat();
  return found.toSorted((a, b) => (a.time < b.time ? 1 : -1))[0];
}

async function ownSignIns(aws: Aws, region: string, { arn }: Who): Promise<readonly LastSignIn[]> {
  const { LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail');
  const client = await aws.cloudtrail(region);
  const found: Event[] = [];
  for (const name of ['ConsoleLogin', 'AuthorizeOAuth2Access']) {
    const attribute = { AttributeKey: 'EventName' as const, AttributeValue: name };
    const { Events = [] } = await client
      .send(new LookupEventsCommand({ LookupAttributes: [attribute], MaxResults: PAGE }))
      .catch((error: unknown) => {
        // An offer that can't be made is no reason to stop, but a session that has ended is.
        if (faultOf(error) === 'expired') throw explainAws(error, { action: 'cloudtrail:LookupEvents', region });
        return { Events: [] };
      });
    found.push(...Events);
  }
  return found.flatMap((event) => {
    const reading = readingOf(event, asWords(region));
    const read = reading.kind === 'record' ? normalise(reading.record) : undefined;
    if (read?.kind !== 'event') return [];
    const { actor, outcome, origin, time } = read.event;
    const isOwn = actor.arn === arn && outcome === 'success';
    return isOwn && origin.address !== undefined ? [{ address: origin.address, time }] : [];
  });
}
