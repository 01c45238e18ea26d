/** The judge of Slack's answers. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
import { SLACK_ANSWERS } from '../messages/sending/answers.words.ts';
import type { Answer, Verdict } from './channel.ts';
import { retryAfterOf } from './retry-after.ts';
import { later, refused, unsendable } from './verdicts.ts';

/** Faults of the message itself. */
const FAULTY = /^(?:invalid_(?:payload|blocks|attachments)|too_many_attachments|msg_blocks_too_long|no_text)$/;
const RETRY = /^(?:rollup_error|internal_error|server_error|timeout)$/;

/** Slack refuses with 200 too: only the body `ok` accepts. */
export function judgeSlack({ status, headers, body }: Answer): Verdict {
  const said = body.trim().slice(0, 100);
  if (status === 200 && said === 'ok') return { kind: 'sent' };
  if (status === 429)
    return later(({ asksToWait, vendor }) => asksToWait(vendor.slack, status), retryAfterOf(headers, body));
  if (status >= 500 || RETRY.test(said))
    return later(({ inTrouble, vendor }) => inTrouble(vendor.slack, `${status} ${said}`.trim()));
  const isCode = /^[a-z_]+$/.test(said);
  const known = SLACK_ANSWERS.find((answer) => answer === said);
  return (FAULTY.test(said) ? unsendable : refused)(
    ({ answered, vendor }) => answered(vendor.slack, isCode ? `${status} ${said}` : String(status)),
    ({ slack }) => slack[known ?? (status === 200 ? 'notSlack' : 'other')],
  );
}
