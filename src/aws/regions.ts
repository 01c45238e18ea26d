/** The regions to ask: those enabled in the account. */
import type { Words } from '../core/language.ts';
import type { UserError } from '../core/user-error.ts';
import { wordsFrom } from '../core/words.ts';
import { CALLER_WORDS } from '../messages/aws/caller.ts';
import type { Aws } from './clients.ts';
import { explainAws } from './errors.ts';
import { faultOf } from './fault.ts';
import { REGIONS_ENABLED_BY_DEFAULT } from './regions-by-default.ts';

export interface EnabledRegions {
  readonly regions: readonly string[];
  /** Why the list may lack regions; undefined if AWS itself returned it. */
  readonly notCovered: Words | undefined;
  /** The error by which AWS refused the list. */
  readonly refusal?: UserError;
}

/** Faults that every region would only repeat. */
const FATAL = new Set(['no-credentials', 'mfa-code', 'expired', 'bad-credentials', 'clock', 'stopped']);

export async function enabledRegions(aws: Aws, signal: AbortSignal): Promise<EnabledRegions> {
  try {
    return { regions: await listRegions(aws, signal), notCovered: undefined };
  } catch (error) {
    const explained = explainAws(error, {
      action: 'account:ListRegions',
      region: await aws.homeRegion(),
      profile: aws.profile,
    });
    if (FATAL.has(faultOf(error))) throw explained;
    const notCovered = wordsFrom(CALLER_WORDS, (words, language) => words.regionsUnknown(explained.said(language)));
    return { regions: REGIONS_ENABLED_BY_DEFAULT, notCovered, refusal: explained };
  }
}

const LOOKED_AT = ['ENABLED', 'ENABLED_BY_DEFAULT'] as const;

async function listRegions(aws: Aws, signal: AbortSignal): Promise<readonly string[]> {
  const client = await aws.account();
  const { paginateListRegions } = await import('@aws-sdk/client-account');
  const names: string[] = [];
  const wanted = { RegionOptStatusContains: [...LOOKED_AT] };
  for await (const page of paginateListRegions({ client, pageSize: 50 }, wanted, { abortSignal: signal })) {
    for (const { RegionName } of page.Regions ?? []) if (RegionName !== undefined) names.push(RegionName);
  }
  return names.toSorted();
}
