/** Routine of machines: of what one of them does all day the first time is sent, repeats stay in reports. */
import type { TrailEvent } from '../event.ts';
import type { Context } from '../inspection/context.ts';
import { isByPerson, principalOf } from '../people/principal.ts';
import type { Finding, Routine, Rule } from '../rule.ts';
import { DAY } from '../time.ts';
import type { Memory } from './memory.ts';
import { fieldOf } from './window.ts';

/** `muted` of a finding that waits for the end of business hours. */
export const BUSINESS_HOURS = 'business hours';
/** `muted` of a finding whose like was sent not long before. */
export const REPEATED = 'repeated';

/** True if a machine's finding of the same kind was made not long before. The claim's owner is the one that is sent. */
export async function isRepeated(finding: Finding, context: Context, memory: Memory): Promise<boolean> {
  const { routine, rule, severity, event, attempt } = finding;
  if (routine === undefined || attempt || severity === 'critical' || severity === 'high') return false;
  if (isWanted(rule, context) || isByPerson(event)) return false;
  const principal = principalOf(event);
  if (principal === undefined) return false;
  const key = JSON.stringify(['routine', rule.id, principal.id, event.account, ...kindOf(event, routine.by)]);
  return (await memory.claim(key, finding.id, event.epoch, event.epoch + routine.days * DAY)) !== finding.id;
}

const kindOf = (event: TrailEvent, fields: Routine['by']) => fields.map((field) => fieldOf(event, field) ?? '');

/** `on: true` in the settings asks for every finding of a rule that is on anyway. */
const isWanted = ({ id }: Rule, { settings }: Context) => settings.rules[id]?.on === true;
