/** Compares the deployed function with what the settings and this program would deploy. */
import { createHash } from 'node:crypto';
import { functionZip } from '../../../aws/function-zip.ts';
import { UserError } from '../../../core/user-error.ts';
import { wordsFrom } from '../../../core/words.ts';
import { deployedSettings } from '../../../deploying/specs.ts';
import { STATUS_WORDS } from '../../../messages/operate/status.ts';
import type { CheckResult } from '../../../render/checks.ts';
import type { Facts } from './facts.ts';
import { DEPLOY, notChecked, say } from './results.ts';
import { readFeed } from './trail.ts';

/** `codeSha256` of the deployed function, as Lambda returns it. */
export async function codeResult(codeSha256: string, facts: Facts): Promise<CheckResult> {
  const about = { check: 'function', of: 'code' } as const;
  try {
    const isSame = codeSha256 === (await wanted(facts));
    if (isSame) return { ...about, state: 'ok', said: say((words) => words.function.sameCode) };
    return { ...about, state: 'warning', said: say((words) => words.function.otherCode), todo: DEPLOY };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { said, ...result } = notChecked(about, error);
    return {
      ...result,
      said: wordsFrom(STATUS_WORDS, (words, language) => words.function.codeUnknown(said[language])),
    };
  }
}

/** Base64 of the zip's SHA-256, as Lambda returns it. */
async function wanted(facts: Facts): Promise<string> {
  const { settings, caller, region } = facts;
  const { choice } = await readFeed(facts);
  const { account, arn, partition } = caller;
  const survey = {
    identity: { account, arn, partition, region },
    trail: choice,
    // The function's zip depends on none of these.
    regions: { regions: [], notCovered: undefined },
    logGroup: undefined,
    bucket: undefined,
  };
  const { bytes } = await functionZip(deployedSettings(settings, survey));
  return createHash('sha256').update(bytes).digest('base64');
}
