/** Checks the versions of this program and of Node.js, which runs it. */
import { asWords } from '../../core/words.ts';
import type { Month } from '../../messages/operate/doctor.words.ts';
import type { CheckResult } from '../../render/checks.ts';
import { VERSION } from '../../version.ts';
import { type Check, say } from './check.ts';

export const PROGRAM: Check = {
  name: 'program',
  run: async ({ host }) => [
    { check: 'version', state: 'ok', said: asWords(`aws-login-watch ${VERSION}`) },
    nodeResult(process.versions.node, host.now()),
  ],
};

/** `engines` of package.json. */
const OLDEST = [20, 19] as const;
const NEWEST_LTS = 24;

/** Last days of security fixes: https://github.com/nodejs/release#release-schedule */
const LAST_DAYS: Readonly<Record<number, string>> = {
  20: '2026-04-30',
  22: '2027-04-30',
  24: '2028-04-30',
  26: '2029-04-30',
};
/** The AWS SDK supports it some months longer: https://github.com/aws/aws-sdk-js-v3#nodejs-versions */
const SUPPORTED_UNTIL: Readonly<Record<number, Month>> = { 20: { year: 2027, month: 1 } };

/** `version` as `22.11.0`, `now` in ms since the epoch. */
export function nodeResult(version: string, now: number): CheckResult {
  const check = 'Node.js';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const todo = say((words) => words.node.install(NEWEST_LTS));
  const [oldest, oldestMinor] = OLDEST;
  if (major < oldest || (major === oldest && minor < oldestMinor)) {
    const said = say((words) => words.node.tooOld(version, `${oldest}.${oldestMinor}`));
    return { check, state: 'failed', said, todo, isFatal: true };
  }
  const last = LAST_DAYS[major];
  if (last === undefined) {
    if (major % 2 === 1) return { check, state: 'warning', said: say((words) => words.node.shortTerm(version)), todo };
    return { check, state: 'ok', said: say((words) => words.node.untilUnknown(version)) };
  }
  if (now < Date.parse(`${last}T23:59:59Z`)) {
    return { check, state: 'ok', said: say((words) => words.node.supported(version, last)) };
  }
  const said = say((words) => words.node.unsupported(version, last, SUPPORTED_UNTIL[major]));
  return { check, state: 'warning', said, todo };
}
