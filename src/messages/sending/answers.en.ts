/** Vendors' answers explained, in English. */
import type { AnswerWords } from './answers.words.ts';

const REPORT = 'Please report this with the output of `--dry-run`.';
const NETWORK = 'Check the network, and the proxy if you have one (HTTPS_PROXY, NO_PROXY).';
const NEW_SLACK = 'Create a new incoming webhook in your Slack app and store it with `login-watch secret set slack`.';
const NEW_DISCORD =
  'Create a new webhook (channel settings, Integrations) and store it with `login-watch secret set discord`.';

export const en: AnswerWords = {
  vendor: {
    slack: 'Slack',
    chatwork: 'Chatwork',
    teams: 'Teams',
    discord: 'Discord',
    pagerduty: 'PagerDuty',
    webhook: 'The webhook',
    email: 'SNS',
  },
  asksToWait: (vendor, status) => `${vendor} asks to wait (${status})`,
  inTrouble: (vendor, answer) => `${vendor} is in trouble (${answer})`,
  answered: (vendor, answer) => `${vendor} answered ${answer}`,
  errorInside: (vendor, status) => `${vendor} answered ${status} with an error in the answer`,
  webPage: (vendor, status) => ({
    why: `${vendor} answered ${status} with a web page, so the message was not taken`,
    hint: 'Check the URL, and whether a proxy or a login page answers in its place.',
  }),
  redirect: (vendor, status) => ({
    why: `${vendor} answered ${status}, a redirect, which is not followed`,
    hint: 'The URL leads elsewhere now, or a proxy answers in its place. Create a new webhook, or check the proxy.',
  }),
  noAnswer: {
    stopped: (vendor) => ({ why: `The request to ${inside(vendor)} was stopped`, hint: 'Run it again.' }),
    unknown: (vendor) => ({ why: `The request to ${inside(vendor)} failed`, hint: NETWORK }),
    certificate: (vendor) => ({
      why: `The TLS certificate of ${inside(vendor)} is not trusted, or the server doesn’t speak TLS`,
      hint: 'If a proxy inspects TLS, put its certificate into NODE_EXTRA_CA_CERTS. Otherwise check the URL.',
    }),
    'proxy-url': () => ({ why: 'The URL of the proxy is not a URL', hint: 'Correct HTTPS_PROXY: http://host:port.' }),
    'secret-characters': () => ({
      why: 'The secret holds characters that cannot be sent',
      hint: 'Store it again, without line breaks, spaces or quotes.',
    }),
    'host-unknown': (vendor) => ({
      why: `The host name of ${inside(vendor)} cannot be resolved`,
      hint: `Check the host in the URL and the name server. ${NETWORK}`,
    }),
    'connection-refused': (vendor) => ({ why: `The connection to ${inside(vendor)} was refused`, hint: NETWORK }),
    timeout: (vendor) => ({ why: `${vendor} did not answer in time`, hint: NETWORK }),
    'proxy-refused': (vendor) => ({
      why: `The proxy refused the request to ${inside(vendor)}`,
      hint: 'Check HTTPS_PROXY, its user and password, and whether the proxy allows this host.',
    }),
    'connection-broken': (vendor) => ({ why: `The connection to ${inside(vendor)} broke`, hint: NETWORK }),
    unreachable: (vendor) => ({ why: `${vendor} cannot be reached from here`, hint: NETWORK }),
  },
  slack: {
    invalid_payload: `Slack could not read the message. ${REPORT}`,
    invalid_blocks: `Slack refused the message’s blocks. ${REPORT}`,
    invalid_attachments: `Slack refused the message’s attachments. ${REPORT}`,
    too_many_attachments: `Slack refused the number of attachments. ${REPORT}`,
    msg_blocks_too_long: `Slack found the message too long. ${REPORT}`,
    no_text: `Slack found no text in the message. ${REPORT}`,
    user_not_found: `The webhook’s user no longer exists. ${NEW_SLACK}`,
    channel_not_found: `The webhook’s channel no longer exists. ${NEW_SLACK}`,
    channel_is_archived: `The webhook’s channel is archived. Unarchive it, or use another channel. ${NEW_SLACK}`,
    action_prohibited: 'A workspace admin has restricted posting there. Ask the admin, or choose another channel.',
    posting_to_general_channel_denied: 'Posting to #general is restricted. Choose another channel.',
    invalid_token: `The webhook is wrong or expired. ${NEW_SLACK}`,
    no_active_hooks: `The webhook is disabled. ${NEW_SLACK}`,
    no_service: `The webhook is disabled, removed or mistyped. ${NEW_SLACK}`,
    no_service_id: `The webhook’s URL is incomplete. ${NEW_SLACK}`,
    no_team: `The webhook’s workspace no longer exists, or the URL is mistyped. ${NEW_SLACK}`,
    team_disabled: 'The workspace is disabled. Ask its owner.',
    notSlack: 'This answer isn’t Slack’s. Check that the URL is a Slack webhook, and that no proxy answers for it.',
    other: NEW_SLACK,
  },
  chatwork: {
    200: 'This answer isn’t Chatwork’s. Check whether a proxy answers in its place.',
    400: `Chatwork refused the message. ${REPORT}`,
    401: 'The token is wrong. Create a new one in Chatwork (Service Integration, API Token) and store it with `login-watch secret set chatwork`.',
    403: 'The token’s owner may not post in this room. Add the owner to the room, or ask an admin.',
    404: 'The token’s owner has no such room. The id is the number after #!rid in the room’s URL.',
    other: 'Check the room id and the token’s rights.',
  },
  teams: {
    notTaken:
      'A workflow that takes a message answers 202. Check the URL; if the workflow has a step “Response”, remove it.',
    tooLarge: (bytes) => `Teams takes at most ${bytes} bytes. ${REPORT}`,
    other:
      'Create a new workflow “Post to a channel when a webhook request is received” and store its URL with `login-watch secret set teams`.',
  },
  discord: {
    200: 'This answer isn’t Discord’s. Check that the URL is a Discord webhook, and that no proxy answers for it.',
    400: `Discord refused the message. ${REPORT}`,
    401: `The webhook’s token is wrong. ${NEW_DISCORD}`,
    404: `The webhook no longer exists. ${NEW_DISCORD}`,
    other: NEW_DISCORD,
  },
  pagerduty: {
    202: 'This answer isn’t PagerDuty’s. Check whether a proxy answers in its place.',
    400: `PagerDuty refused the event. ${REPORT}`,
    key: 'The integration key is wrong, or belongs to the other service region (`region: eu`). Copy the key from the service’s integration “Events API V2” and store it with `login-watch secret set pagerduty`.',
    tooLarge: `PagerDuty takes at most 512 KB. ${REPORT}`,
    other: 'Check the service’s integration “Events API V2” in PagerDuty.',
  },
  webhook: {
    signature: 'The receiver did not accept the signature. Check that both sides hold the same key.',
    other: 'Check the URL, and the format that the receiver expects.',
  },
  mail: {
    noTopic: {
      why: 'No SNS topic is deployed for these addresses',
      hint: 'The settings changed since the last deployment. Run `login-watch deploy`.',
    },
    notDeployed: {
      why: 'E-mail is sent through an SNS topic, and none is deployed',
      hint: 'Deploy first. Until then `--dry-run` shows the mail.',
    },
    answered: (error, topic) => `SNS answered ${error === '' ? 'with an error' : error} for ${topic}`,
    denied: 'Allow sns:Publish on that topic.',
    other: 'Check with `login-watch status` that the topic still exists.',
  },
  notPrepared: { why: 'The message could not be prepared', hint: REPORT },
};

/** `The webhook` in the middle of a sentence. */
function inside(vendor: string): string {
  return vendor.replace(/^The /, 'the ');
}
