/** Which questions there are, and in which order. */
import type { ChannelKind } from '../../core/settings.ts';
import type { Step } from '../shared/asking/interview.ts';
import { mailStep, pagerdutyRegionStep, roomStep, signStep } from './questions/channel-details.ts';
import { channelKindsStep } from './questions/channel-kinds.ts';
import { channelSecretStep } from './questions/channel-secret.ts';
import { hoursStep, languageStep, muteStep, timezoneStep } from './questions/habits.ts';
import { healthStep } from './questions/health.ts';
import { accountsStep, namesStep, unlistedAccounts } from './questions/names.ts';
import { hasOwnAddress, ownAddressStep, trustedStep } from './questions/networks.ts';
import { forecastStep, proposalSteps, themesStep } from './questions/rules.ts';
import { pipelinesStep, trailStep } from './questions/trail.ts';
import type { InitContext } from './state/context.ts';
import { SECTIONS, type Section, type State } from './state/state.ts';

interface PlanOptions {
  /** On a second run the first question is what to change. */
  readonly asksWhatToChange: boolean;
  /** Networks were given by flag, so none is offered. */
  readonly hasNetworks: boolean;
}

export function planOf(context: InitContext, options: PlanOptions): (state: State) => readonly Step<State>[] {
  return (state) => [
    ...(options.asksWhatToChange ? [changeStep(context)] : []),
    ...state.sections.flatMap((section) => STEPS[section](context, state, options)),
  ];
}

type StepsOf = (context: InitContext, state: State, options: PlanOptions) => readonly Step<State>[];

const STEPS: Readonly<Record<Section, StepsOf>> = {
  trail: (context) => [trailStep(context)],
  pipelines: (context) => [pipelinesStep(context)],
  channels: (context, { kinds }) => [
    channelKindsStep(context),
    ...kinds.flatMap((kind) => channelSteps(kind, context)),
  ],
  health: (context) => [healthStep(context)],
  trusted: (context, state, { hasNetworks }) => {
    const own = ownAddressSteps(context, state, hasNetworks);
    return [...own, trustedStep(context, own.length === 0)];
  },
  language: (context) => [languageStep(context)],
  timezone: (context) => [timezoneStep(context)],
  hours: (context) => [hoursStep(context), muteStep(context)],
  accounts: (context, state) => (unlistedAccounts(state).length === 0 ? [] : [accountsStep(context)]),
  names: (context) => [namesStep(context)],
  rules: (context, state) => [themesStep(context), forecastStep(context), ...proposalSteps(context, state)],
};

function channelSteps(kind: ChannelKind, context: InitContext): readonly Step<State>[] {
  switch (kind) {
    case 'email':
      return [mailStep(context)];
    case 'chatwork':
      return [roomStep(context), channelSecretStep(kind, context)];
    case 'pagerduty':
      return [pagerdutyRegionStep(context), channelSecretStep(kind, context)];
    case 'webhook':
      return [signStep(context), channelSecretStep(kind, context)];
    default:
      return [channelSecretStep(kind, context)];
  }
}

function ownAddressSteps(context: InitContext, state: State, hasNetworks: boolean): readonly Step<State>[] {
  const { lastSignIn } = state.facts;
  return lastSignIn === undefined || hasNetworks || !hasOwnAddress(state) ? [] : [ownAddressStep(context, lastSignIn)];
}

function changeStep({ words }: InitContext): Step<State> {
  return {
    id: 'change',
    async ask(state, asker) {
      const sections = await asker.checkbox({
        message: words.change,
        flag: 'change',
        choices: SECTIONS.map((section) => ({ value: section, name: words.section[section] })),
        checked: [],
      });
      return { ...state, sections };
    },
  };
}
