/** Lines of the second channel's log about one message (`src/health/index.ts`). */
import { MINUTE } from '../../core/time.ts';
import { type Asker, asking } from './asking.ts';

export interface SecondChannelLine {
  /** `message sent`, or `message not sent`. */
  readonly message: string;
  readonly why: string;
}

/** The newest line about the message; undefined if there is none yet. `since`: ms. Throws a `UserError`. */
export function lineAbout(
  about: string,
  group: string,
  since: number,
  asker: Asker,
): Promise<SecondChannelLine | undefined> {
  return asking('logs:FilterLogEvents', asker, async () => {
    const { paginateFilterLogEvents } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await asker.aws.logs();
    // The clocks of this machine and of AWS may differ by a little.
    const question = { logGroupName: group, startTime: since - MINUTE, filterPattern: `"${about}"` };
    let found: SecondChannelLine | undefined;
    for await (const { events = [] } of paginateFilterLogEvents({ client }, question, { abortSignal: asker.signal })) {
      for (const { message = '' } of events) found = read(message) ?? found;
    }
    return found;
  });
}

function read(line: string): SecondChannelLine | undefined {
  try {
    const { message, why } = Object(JSON.parse(line));
    return { message: String(message), why: String(why ?? '') };
  } catch {
    return undefined;
  }
}
