/** The two programs: this one, and Node.js, which runs it. */
import type { CheckResult } from '../../render/checks.ts';
import { VERSION } from '../../version.ts';
import type { Check } from './check.ts';

export const PROGRAM: Check = {
  name: 'program',
  run: async ({ host }) => [
    { check: 'version', state: 'ok', said: `aws-login-watch ${VERSION}` },
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
/** The AWS SDK goes on for some months: https://github.com/aws/aws-sdk-js-v3#nodejs-versions */
const TAKEN_UNTIL: Readonly<Record<number, string>> = { 20: 'January 2027' };

/** `version` as `22.11.0`, `now` in ms since the epoch. */
export function nodeResult(version: string, now: number): CheckResult {
  const check = 'Node.js';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const todo = `Install Node.js ${NEWEST_LTS}: https://nodejs.org`;
  const [oldest, oldestMinor] = OLDEST;
  if (major < oldest || (major === oldest && minor < oldestMinor)) {
    return { check, state: 'failed', said: `${version} is too old: it takes ${oldest}.${oldestMinor} or later`, todo };
  }
  const last = LAST_DAYS[major];
  if (last === undefined) {
    const isShort = major % 2 === 1;
    const said = `${version} is supported; ${isShort ? 'it is no release with long-term support' : 'how long, this version of the program does not know'}`;
    return { check, state: isShort ? 'warning' : 'ok', said, ...(isShort ? { todo } : {}) };
  }
  if (now < Date.parse(`${last}T23:59:59Z`)) {
    return { check, state: 'ok', said: `${version} is supported; its security fixes end on ${last}` };
  }
  const until = TAKEN_UNTIL[major];
  const said = `${version} has had no security fixes since ${last}${until === undefined ? '' : `; this program takes it until ${until}`}`;
  return { check, state: 'warning', said, todo };
}
