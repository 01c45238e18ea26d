/** Names: the accounts of the organization, and the people of Identity Center. */
import { accountIds, accountNames } from '../../../core/accounts.ts';
import type { Settings } from '../../../core/settings.ts';
import type { Step } from '../../shared/asking/interview.ts';
import type { InitContext } from '../state/context.ts';
import type { State } from '../state/state.ts';

/** Accounts of the organization that the settings don't list yet. */
export function unlistedAccounts({ facts: { who }, settings }: Pick<State, 'facts' | 'settings'>): readonly string[] {
  const listed = new Set([who.account, ...accountIds(settings.accounts)]);
  return [...who.organization.keys()].filter((id) => !listed.has(id));
}

export function accountsStep({ words }: InitContext): Step<State> {
  return {
    id: 'accounts',
    async ask(state, asker) {
      const others = unlistedAccounts(state);
      const answer = await asker.select({
        message: words.accountsQuestion(others.length),
        flag: 'accounts',
        choices: (['own', 'all'] as const).map((value) => ({ value, name: words.accountsChoice[value] })),
        // A listed account counts as one's own, so none is listed unasked.
        default: 'own',
      });
      if (answer === 'own') return state;
      return { ...state, settings: withAccounts(state.settings, [...others, state.facts.who.account], state) };
    },
  };
}

/** A list without names stays one if an account in it has no name in the organization. */
function withAccounts(settings: Settings, more: readonly string[], { facts: { who } }: State): Settings {
  const ids = [...new Set([...accountIds(settings.accounts), ...more])].toSorted();
  const known = new Map([...who.organization, ...accountNames(settings.accounts)]);
  if (who.alias !== undefined && !known.has(who.account)) known.set(who.account, who.alias);
  const named = ids.flatMap((id): [string, string][] => {
    const name = known.get(id);
    return name === undefined ? [] : [[id, name]];
  });
  return { ...settings, accounts: named.length === ids.length ? Object.fromEntries(named) : ids };
}

export function namesStep({ words, isAuto, tell }: InitContext): Step<State> {
  return {
    id: 'names',
    async ask(state, asker) {
      const { names: before, ...rest } = state.settings;
      const answer = await asker.select({
        message: words.namesQuestion,
        flag: 'names',
        choices: [
          { value: 'no', name: words.no, description: words.namesNo },
          { value: 'yes', name: words.yes, description: words.namesYes },
        ],
        default: before?.identityCenter === true ? 'yes' : 'no',
      });
      if (isAuto) await tell(answer === 'yes' ? words.namesYes : words.namesNo);
      return { ...state, settings: answer === 'yes' ? { ...rest, names: { identityCenter: true } } : rest };
    },
  };
}
