/** What Slack answers, and what to do about it. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
import type { Answer, Verdict } from './channel.ts';
import { retryAfterOf } from './retry-after.ts';

const NEW_WEBHOOK = 'Make a new incoming webhook in your Slack app and store it with `login-watch secret set slack`.';

const HINTS: Readonly<Record<string, string>> = {
  invalid_payload: 'Slack could not read the message. Please report this with the output of `--dry-run`.',
  invalid_blocks: 'Slack refused the message’s blocks. Please report this with the output of `--dry-run`.',
  invalid_attachments: 'Slack refused the message’s attachments. Please report this with the output of `--dry-run`.',
  too_many_attachments: 'Slack refused the number of attachments. Please report this with the output of `--dry-run`.',
  msg_blocks_too_long: 'Slack found the message too long. Please report this with the output of `--dry-run`.',
  no_text: 'Slack found no text in the message. Please report this with the output of `--dry-run`.',
  user_not_found: `The webhook’s user is gone. ${NEW_WEBHOOK}`,
  channel_not_found: `The webhook’s channel is gone. ${NEW_WEBHOOK}`,
  channel_is_archived: `The webhook’s channel is archived. Unarchive it, or: ${NEW_WEBHOOK}`,
  action_prohibited: 'A workspace admin has restricted posting there. Ask them, or choose another channel.',
  posting_to_general_channel_denied: 'Posting to #general is restricted. Choose another channel.',
  invalid_token: `The webhook is wrong or expired. ${NEW_WEBHOOK}`,
  no_active_hooks: `The webhook is disabled. ${NEW_WEBHOOK}`,
  no_service: `The webhook is disabled, removed or mistyped. ${NEW_WEBHOOK}`,
  no_service_id: `The webhook’s URL is incomplete. ${NEW_WEBHOOK}`,
  no_team: `The webhook’s workspace is gone or the URL is mistyped. ${NEW_WEBHOOK}`,
  team_disabled: 'The workspace is disabled. Ask its owner.',
};

const RETRY = /^(?:rollup_error|internal_error|server_error|timeout)$/;

/** Slack says no with 200 too: only the body `ok` is a yes. */
export function judgeSlack({ status, headers, body }: Answer): Verdict {
  const said = body.trim().slice(0, 100);
  if (status === 200 && said === 'ok') return { kind: 'sent' };
  if (status === 429) return { kind: 'later', why: 'Slack asks to wait (429)', ...retryAfterOf(headers, body) };
  if (status >= 500 || RETRY.test(said)) return { kind: 'later', why: `Slack is in trouble (${status} ${said})` };
  const code = /^[a-z_]+$/.test(said) ? said : undefined;
  const hint = code === undefined ? undefined : HINTS[code];
  return {
    kind: 'refused',
    why: `Slack answered ${status}${code === undefined ? '' : ` ${code}`}`,
    hint:
      hint ??
      (status === 200
        ? 'This is not Slack’s answer: is the URL a webhook of Slack, or does a proxy answer?'
        : NEW_WEBHOOK),
  };
}
