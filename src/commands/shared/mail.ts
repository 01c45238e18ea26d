/** E-mail goes through an SNS topic of the notifier; without one, what would be sent is shown. */
import { makeAws } from '../../aws/clients.ts';
import { type MailTopic, mailPublisher, mailTopics } from '../../aws/mail/mail.ts';
import { notifierOutputs, outputOf } from '../../aws/resources/notifier-stack.ts';
import type { Delivery } from '../../channels/channel.ts';
import { EXIT } from '../../core/exit.ts';
import type { Settings } from '../../core/settings.ts';
import { visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import type { SendContext } from '../../delivery/send.ts';
import type { Host } from '../../host.ts';
import { MAIL_WORDS } from '../../messages/sending/mail.ts';

interface Options {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

export interface Sendable {
  readonly deliveries: readonly Delivery[];
  /** How those that are mail leave. */
  readonly mail: Pick<SendContext, 'publish'>;
  /** AWS did not say whether a notifier is deployed: mail that is only shown is no success then. */
  readonly isUnknown: boolean;
}

/** The channels that can be sent from here; mail without a notifier is shown on standard error instead. */
export async function sendable(
  deliveries: readonly Delivery[],
  settings: Settings,
  options: Options,
  host: Host,
): Promise<Sendable> {
  if (!deliveries.some(({ kind }) => kind === 'sns')) return { deliveries, mail: {}, isUnknown: false };
  const topics = await topicsOf(settings, options, host);
  if (typeof topics === 'object') {
    const publish = mailPublisher(await makeAws(options).sns(), topics);
    return { deliveries, mail: { publish }, isUnknown: false };
  }
  await showMails(deliveries, host);
  const http = deliveries.filter(({ kind }) => kind === 'http');
  return { deliveries: http, mail: {}, isUnknown: topics === 'unknown' };
}

/** A channel may be tried before a notifier is deployed. */
async function topicsOf(
  settings: Settings,
  options: Options,
  host: Host,
): Promise<readonly MailTopic[] | 'not deployed' | 'unknown'> {
  try {
    const outputs = await notifierOutputs(settings, makeAws(options), { signal: host.signal, command: 'test' });
    return mailTopics(settings, outputOf(outputs, 'MailTopicArns'));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const language = host.language ?? 'en';
    const why = error.exit === EXIT.refused ? visible(error.said(language)) : '';
    await host.stderr.write(`${MAIL_WORDS[language].notDeployed(why)}\n`);
    return error.exit === EXIT.refused ? 'unknown' : 'not deployed';
  }
}

async function showMails(deliveries: readonly Delivery[], host: Host): Promise<void> {
  const words = MAIL_WORDS[host.language ?? 'en'];
  for (const delivery of deliveries) {
    if (delivery.kind !== 'sns') continue;
    const { to, subject, body } = delivery;
    await host.stderr.write(`${words.wouldGoTo(to)}\n\n${words.subject(subject)}\n\n${body}\n\n`);
  }
}
