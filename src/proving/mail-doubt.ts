/** SNS takes a mail also where nobody has confirmed: then it goes to nobody. */
import type { Aws } from '../aws/clients.ts';
import { mailSubscriptions } from '../aws/mail/mail-subscriptions.ts';
import type { NotifierOutputs } from '../aws/resources/notifier-stack.ts';
import type { Language } from '../core/language.ts';
import type { Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { PROOF_WORDS } from '../messages/operate/proof.ts';

/** Why nobody, or not everybody, gets what is sent `to` (as `src/channels/email.ts` says it); undefined where all do. */
export type MailDoubt = (to: string) => string | undefined;

/** Throws a `UserError` only where there is no answer at all; what may not be asked is no doubt. */
export async function mailDoubt(
  { channels }: Settings,
  outputs: NotifierOutputs,
  aws: Aws,
  { signal, language }: { readonly signal: AbortSignal; readonly language: Language },
): Promise<MailDoubt> {
  const lists = new Map<string, readonly string[]>();
  for (const channel of channels) {
    if (channel.kind !== 'email') continue;
    const { name, to } = channel.email;
    lists.set(`email ${name ?? to.join(', ')}`, to);
  }
  if (lists.size === 0) return () => undefined;
  const topics = (outputs['MailTopicArns'] ?? '').split(',').filter((arn) => arn !== '');
  const subscriptions = await mailSubscriptions(topics, aws, { signal }).catch((error: unknown) => {
    if (!(error instanceof UserError) || signal.aborted) throw error;
    return undefined;
  });
  if (subscriptions === undefined) return () => undefined;
  const confirmed = new Set(subscriptions.flatMap(({ address, arn }) => (arn === undefined ? [] : [address])));
  return (to) => {
    const open = (lists.get(to) ?? []).filter((address) => !confirmed.has(address));
    if (open.length === 0) return undefined;
    return PROOF_WORDS[language].unconfirmed(open.join(', '));
  };
}
