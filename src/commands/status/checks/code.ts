/** Is the function what the settings and this program would deploy? */
import { createHash } from 'node:crypto';
import { functionZip } from '../../../aws/function-zip.ts';
import { UserError } from '../../../core/user-error.ts';
import { deployedSettings } from '../../../deploying/specs.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Facts } from './facts.ts';
import { DEPLOY, inOneLine, notChecked } from './results.ts';
import { readFeed } from './trail.ts';

/** Of the deployed function; `codeSha256` as Lambda tells it. */
export async function codeResult(codeSha256: string, facts: Facts): Promise<CheckResult> {
  const about = { check: 'function', of: 'code' };
  try {
    if (codeSha256 === (await wanted(facts)))
      return { ...about, state: 'ok', said: 'this version, with these settings' };
    const said = 'it differs from these settings or this version of the program: changed since it was deployed';
    return { ...about, state: 'warning', said, todo: DEPLOY };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...notChecked(about, error), said: `what would be deployed is not known: ${inOneLine(error.message)}` };
  }
}

/** Base64 of the zip's SHA-256, as Lambda tells it. */
async function wanted(facts: Facts): Promise<string> {
  const { settings, caller, region } = facts;
  const { choice } = await readFeed(facts);
  const { account, arn, partition } = caller;
  const survey = {
    identity: { account, arn, partition, region },
    trail: choice,
    // What the function is given depends on neither.
    regions: { regions: [], notCovered: undefined },
    logGroup: undefined,
    bucket: undefined,
  };
  const { bytes } = await functionZip(deployedSettings(settings, survey));
  return createHash('sha256').update(bytes).digest('base64');
}
