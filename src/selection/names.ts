/** Events that fire no rule, and hold the name of the person behind one that does. */
import type { Rule } from '../core/rule.ts';

/** The part of a rule that is compiled. */
type Asked = Pick<Rule, 'on' | 'when'>;

/**
 * Of a sign-in to Identity Center with a password, only the first step has the name.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html
 */
const NAMED_IN: Asked = {
  when: { eventSource: ['signin.amazonaws.com'], eventName: ['CredentialChallenge'] },
};
const LATER_STEPS = ['CredentialVerification', 'UserAuthentication'];

/** The rules, and what names the people of their events. */
export function withNames(rules: readonly Asked[]): readonly Asked[] {
  const isAbout = ({ on, when: { eventName } }: Asked) =>
    on === undefined && Array.isArray(eventName) && LATER_STEPS.some((step) => eventName.includes(step));
  return rules.some(isAbout) ? [...rules, NAMED_IN] : rules;
}
