/** E-mail goes through an SNS topic of the notifier; without one, what would be sent is shown. */
import type { Delivery, HttpDelivery } from '../channels/channel.ts';
import type { Host } from '../host.ts';

/** Shows the mails on standard error, and gives back what can be sent from here. */
export async function showMails(deliveries: readonly Delivery[], host: Host): Promise<readonly HttpDelivery[]> {
  for (const delivery of deliveries) {
    if (delivery.kind !== 'sns') continue;
    await host.stderr.write(
      `Mail is sent by the notifier’s SNS topic once that is deployed. This would go to ${delivery.to}:\n\nSubject: ${delivery.subject}\n\n${delivery.body}\n\n`,
    );
  }
  return deliveries.filter((delivery) => delivery.kind === 'http');
}
