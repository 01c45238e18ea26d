/** `login-watch confirm-email`: the work. A link from a mail -> a subscription that only the account can end. */
import { type Aws, makeAws } from '../../aws/clients.ts';
import { checkedToken, problemWithLink, readLink } from '../../aws/mail/confirmation-link.ts';
import { confirmMail, type MailSubscription, mailSubscriptions } from '../../aws/mail/mail-subscriptions.ts';
import { notifierOutputs, outputOf } from '../../aws/resources/notifier-stack.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';
import { loadSettings } from '../../settings/load.ts';
import { askText, isInteractive } from '../shared/asking/ask.ts';
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
    throw new UserError('--url and --token are two ways to say the same', { hint: 'Leave one out.' });
  }
  // What is wrong with the link itself is said before anything is asked of AWS.
  if (url !== undefined) readLink(url);
  if (token !== undefined) checkedToken(token);
  const { settings } = await loadSettings({ cwd: host.cwd, config });
  const aws = makeAws({ profile, region });
  const outputs = await notifierOutputs(settings, aws, { signal: host.signal, command: 'confirm-email' });
  const topics = outputOf(outputs, 'MailTopicArns').split(',');
  const known = await mailSubscriptions(topics, aws, host);

  if (token !== undefined) return confirmAny(topics, token, known, aws, host);
  const link = url ?? (await showAndAsk(known, host));
  if (link === undefined) return EXIT.done;
  const { topicArn, token: inLink } = readLink(link);
  if (!topics.includes(topicArn)) {
    throw new UserError(`The link is for another topic, ${topicArn}`, {
      hint: `This notifier’s: ${topics.join(', ')}. Did the mail come from it?`,
    });
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
      if (!(error instanceof UserError) || !/^SNS does not take/.test(error.message)) throw error;
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
  await host.stdout.write(`${who} ${before === undefined ? 'is confirmed' : 'was confirmed before'}.\n`);
  if (isSafe === false) {
    await host.stderr.write(
      `It was confirmed by a click on the link, so whoever gets a mail can end it.\nTo mend that: aws sns unsubscribe --subscription-arn ${arn}, subscribe the address again (\`login-watch deploy\`), and confirm it here.\n`,
    );
  }
  return EXIT.done;
}

/** Undefined where nobody is waited for, or nobody is there to ask. */
async function showAndAsk(known: readonly MailSubscription[], host: Host): Promise<string | undefined> {
  const pending = known.filter(({ arn }) => arn === undefined);
  if (pending.length === 0) {
    await host.stdout.write(
      known.length === 0 ? 'No address is subscribed to mails.\n' : 'All addresses have confirmed.\n',
    );
    if (known.length === 0)
      await host.stderr.write('Add channel email to login-watch.yaml, and run `login-watch deploy`.\n');
    return undefined;
  }
  const lines = pending.map(({ address, topicArn }) => `  ${visible(address)}  ${topicArn}\n`);
  await host.stdout.write(`Not confirmed yet:\n${lines.join('')}`);
  if (isInteractive(host)) return askText('The link in the mail (copy it, do not click it):', problemWithLink, host);
  await host.stderr.write('Give the link of each mail with --url.\n');
  return undefined;
}
