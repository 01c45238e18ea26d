/** Termination protection of a stack: while it is on, AWS refuses to delete the stack. */
import type { Aws } from '../clients.ts';
import { call, type Target } from './call.ts';

/** Throws a `UserError`. */
export async function setProtection(name: string, region: string, isOn: boolean, aws: Aws): Promise<void> {
  const target: Target = { stack: name, name, region, aws, command: 'deploy' };
  await call(target, 'UpdateTerminationProtection', (client, { UpdateTerminationProtectionCommand }) =>
    client.send(new UpdateTerminationProtectionCommand({ StackName: name, EnableTerminationProtection: isOn })),
  );
}
