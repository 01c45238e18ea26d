/** A question before a reading that takes more than two minutes. */
import { MINUTE } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { SESSION_WORDS } from '../../messages/session/session.ts';
import type { LookupProgress } from '../../sources/event-history/lookup-progress.ts';
import { askYes, isInteractive } from '../shared/asking/ask.ts';

const LONG = 2 * MINUTE;
/** Before a 50th was read there is no estimate; so long without one is more than two minutes. */
const NO_ESTIMATE = 6_000;

type Progressing<Result> = (onProgress: (progress: LookupProgress) => void, signal: AbortSignal) => Promise<Result>;
/** Runs a reading; stops it to ask once, and begins it again if the answer is yes. */
export type Patience = <Result>(reading: Progressing<Result>) => Promise<Result>;

/** Throws a `UserError` where nobody can be asked, or the answer is no. */
export function patience(host: Host, isWilling: boolean): Patience {
  let isPatient = isWilling;
  let spent = 0;
  return async (reading) => {
    const stopper = new AbortController();
    const begun = host.now();
    let minutes: number | undefined;
    const onProgress = (progress: LookupProgress) => {
      const passed = host.now() - begun;
      const left = leftOf(progress, passed);
      const isLong = left === undefined ? passed > withoutEstimate(progress) : spent + passed + left > LONG;
      if (isPatient || !isLong) return;
      minutes = left === undefined ? undefined : Math.ceil((passed + left) / MINUTE);
      stopper.abort();
    };
    const result = await reading(onProgress, AbortSignal.any([host.signal, stopper.signal]));
    spent += host.now() - begun;
    if (!stopper.signal.aborted || host.signal.aborted) return result;
    const words = SESSION_WORDS[host.language ?? 'en'];
    if (!isInteractive(host) || !(await askYes(words.askLong(minutes), host))) throw refused();
    isPatient = true;
    return reading(() => undefined, host.signal);
  };
}

/** While accounts wait for their turn, those that are done tell how long the others take. */
function leftOf({ left, accounts }: LookupProgress, passed: number): number | undefined {
  if (left !== undefined || accounts === undefined || accounts.done === 0) return left;
  return (passed / accounts.done) * (accounts.of - accounts.done);
}

/** Several accounts are read in waves; the first one may take its share. */
const withoutEstimate = ({ accounts }: LookupProgress): number =>
  accounts === undefined ? NO_ESTIMATE : Math.max(NO_ESTIMATE, LONG / Math.max(4, accounts.of));

function refused(): UserError {
  const { message, hint } = refusalFrom(SESSION_WORDS, ({ tooLong }) => tooLong);
  return new UserError(message, { hint });
}
