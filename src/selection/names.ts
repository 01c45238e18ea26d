/** Events that fire no rule, and are needed beside those that do: names of people, and the history of sign-ins. */
import { SIGN_IN_EVENTS } from '../core/record/sign-in-events.ts';
import type { Rule } from '../core/rule.ts';

/** The part of a rule that is compiled. */
type Asked = Pick<Rule, 'on' | 'when'>;

/**
 * The first step of a sign-in to Identity Center: with a password, no other step has the name.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html
 */
const NAMED_IN: Asked = {
  when: { eventSource: ['signin.amazonaws.com'], eventName: ['CredentialChallenge'] },
};
const LATER_STEPS = ['CredentialVerification', 'UserAuthentication'];

/** The history of sign-ins keeps these, whichever rules are on: it is the same by every pipeline. */
const KEPT_IN: readonly Asked[] = ['signin.amazonaws.com', 'sso.amazonaws.com'].map((source) => ({
  when: {
    eventSource: [source],
    eventName: SIGN_IN_EVENTS.filter((one) => one.kept !== undefined && one.source === source).map(({ name }) => name),
  },
}));

/** The rules, what names the people of their events, and what the history keeps if a rule is about signing in. */
export function withNames(rules: readonly Asked[]): readonly Asked[] {
  const isAbout = (names: readonly string[]) =>
    rules.some(
      ({ on, when: { eventName } }) =>
        on === undefined && Array.isArray(eventName) && names.some((name) => eventName.includes(name)),
    );
  const kept = isAbout(['ConsoleLogin']) ? KEPT_IN : [];
  return isAbout(LATER_STEPS) || kept.length > 0 ? [...rules, ...kept, NAMED_IN] : rules;
}
