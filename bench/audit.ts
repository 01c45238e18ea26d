/** `audit` of an account of 2,000 alarms, 500 topics and 1,000 roles in 17 regions, whose AWS answers at once. */
import { auditLarge } from '../sandbox/large-audit.ts';
import { once } from '../src/core/once.ts';

const FOUND = 1;
const measured = once(auditLarge);

export async function auditUse(what: 'peak' | 'cpu'): Promise<number> {
  const { peak, cpu, status } = await measured();
  if (status !== FOUND) throw new Error(`the audit ended with status ${status}`);
  return what === 'peak' ? peak : cpu / 1_000;
}
