/** `login-watch confirm-email`: the work. Confirms a subscription so that only the account can end it. */
import { type Aws, makeAws } from '../../aws/clients.ts';
import { checkedToken, problemWithLink, readLink } from '../../aws/mail/confirmation-link.ts';
import {
  confirmMail,
  type MailSubscription,
  mailSubscriptions,
  UnknownToken,
} from '../../aws/mail/mail-subscriptions.ts';
import { notifierOutputs, outputOf } from '../../aws/resources/notifier-stack.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { MAIL_WORDS, type MailWords } from '../../messages/sending/mail.ts';
import { loadSettings } from '../../settings/load.ts';
import { askText, isInteractive } from '../shared/asking/ask.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import type { GlobalOptions } from '../shared/command.ts';

export interface ConfirmEmailOptions extends GlobalOptions {
  /** The address behind the link in AWS's mail. */
  readonly url: string | undefined;
  /** Only the token in it. */
  readonly token: string | undefined;
}

export async function runConfirmEmail(options: ConfirmEmailOptions, host: Host): Promise<Exit> {
  const { profile, region, config, url, token } = options;
  if (url !== undefined && token !== undefined) {
    throw refusal(({ urlAndToken }) => urlAndToken);
  }
  // A problem with the link itself is reported before the first request to AWS.
  if (url !== undefined) readLink(url);
  if (token !== undefined) checkedToken(token);
  const { settings } = await loadSettings({ cwd: host.cwd, config });
  const aws = makeAws({ profile, region, ...assumedRegion(host) });
  const outputs = await notifierOutputs(settings, aws, { signal: host.signal, command: 'confirm-email' });
  const topics = outputOf(outputs, 'MailTopicArns').split(',');
  const known = await mailSubscriptions(topics, aws, host);

  if (token !== undefined) return confirmAny(topics, token, known, aws, host);
  const link = url ?? (await showAndAsk(known, host));
  if (link === undefined) return EXIT.done;
  const { topicArn, token: inLink } = readLink(link);
  if (!topics.includes(topicArn)) {
    throw refusal(({ otherTopic }) => otherTopic(topicArn, topics));
  }
  return confirm(topicArn, inLink, known, aws, host);
}

/** A token doesn't say which topic it is for. */
async function confirmAny(
  topics: readonly string[],
  token: string,
  known: readonly MailSubscription[],
  aws: Aws,
  host: Host,
): Promise<Exit> {
  let last: unknown;
  for (const topicArn of topics) {
    try {
      return await confirm(topicArn, token, known, aws, host);
    } catch (error) {
      if (!(error instanceof UnknownToken)) throw error;
      last = error;
    }
  }
  throw last;
}

async function confirm(
  topicArn: string,
  token: string,
  known: readonly MailSubscription[],
  aws: Aws,
  host: Host,
): Promise<Exit> {
  const { arn, isSafe } = await confirmMail(topicArn, token, aws, host);
  const before = known.find((subscription) => subscription.arn === arn);
  const address =
    before?.address ?? (await mailSubscriptions([topicArn], aws, host)).find((one) => one.arn === arn)?.address;
  const who = visible(address ?? arn);
  const words = MAIL_WORDS[host.language ?? 'en'];
  await host.stdout.write(`${before === undefined ? words.confirmed(who) : words.confirmedBefore(who)}\n`);
  if (isSafe === false) await host.stderr.write(`${words.unsafe(arn)}\n`);
  return EXIT.done;
}

/** The typed link; undefined if no address waits for one, or there is no terminal to ask on. */
async function showAndAsk(known: readonly MailSubscription[], host: Host): Promise<string | undefined> {
  const words = MAIL_WORDS[host.language ?? 'en'];
  const pending = known.filter(({ arn }) => arn === undefined);
  if (known.length === 0) {
    await host.stdout.write(`${words.noAddress}\n`);
    await host.stderr.write(`${words.addChannel}\n`);
    return undefined;
  }
  if (pending.length === 0) {
    await host.stdout.write(`${words.allConfirmed}\n`);
    return undefined;
  }
  const lines = pending.map(({ address, topicArn }) => `  ${visible(address)}  ${topicArn}\n`);
  await host.stdout.write(`${words.pending}\n${lines.join('')}`);
  if (isInteractive(host)) return askText(words.askLink, problemWithLink, host);
  await host.stderr.write(`${words.giveUrl}\n`);
  return undefined;
}

function refusal(pick: (words: MailWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(MAIL_WORDS, pick);
  return new UserError(message, { hint });
}
