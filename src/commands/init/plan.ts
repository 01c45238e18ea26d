/** Which questions there are, and in which order. */

import type { ChannelKind } from '../../core/settings.ts';
import type { Step } from '../shared/asking/interview.ts';
import { mailStep, roomStep, signStep } from './questions/channel-details.ts';
import { channelKindsStep } from './questions/channel-kinds.ts';
import { channelSecretStep } from './questions/channel-secret.ts';
import { hoursStep, languageStep, muteStep, timezoneStep } from './questions/habits.ts';
import { hasOwnAddress, ownAddressStep, trustedStep } from './questions/networks.ts';
import { forecastStep, proposalSteps, themesStep } from './questions/rules.ts';
import { pipelinesStep, trailStep } from './questions/trail.ts';
import type { Kit } from './state/context.ts';
import { SECTIONS, type Section, type State } from './state/state.ts';

interface PlanOptions {
  /** On a second run the first question is what to change. */
  readonly asksWhatToChange: boolean;
  /** Networks were given by flag, so none is offered. */
  readonly hasNetworks: boolean;
}

export function planOf(kit: Kit, options: PlanOptions): (state: State) => readonly Step<State>[] {
  return (state) => [
    ...(options.asksWhatToChange ? [changeStep(kit)] : []),
    ...state.sections.flatMap((section) => STEPS[section](kit, state, options)),
  ];
}

type StepsOf = (kit: Kit, state: State, options: PlanOptions) => readonly Step<State>[];

const STEPS: Readonly<Record<Section, StepsOf>> = {
  trail: (kit) => [trailStep(kit)],
  pipelines: (kit) => [pipelinesStep(kit)],
  channels: (kit, { kinds }) => [channelKindsStep(kit), ...kinds.flatMap((kind) => channelSteps(kind, kit))],
  trusted: (kit, state, { hasNetworks }) => [...ownAddressSteps(kit, state, hasNetworks), trustedStep(kit)],
  language: (kit) => [languageStep(kit)],
  timezone: (kit) => [timezoneStep(kit)],
  hours: (kit) => [hoursStep(kit), muteStep(kit)],
  rules: (kit, state) => [themesStep(kit), forecastStep(kit), ...proposalSteps(kit, state)],
};

function channelSteps(kind: ChannelKind, kit: Kit): readonly Step<State>[] {
  switch (kind) {
    case 'email':
      return [mailStep(kit)];
    case 'chatwork':
      return [roomStep(kit), channelSecretStep(kind, kit)];
    case 'webhook':
      return [signStep(kit), channelSecretStep(kind, kit)];
    default:
      return [channelSecretStep(kind, kit)];
  }
}

function ownAddressSteps(kit: Kit, state: State, hasNetworks: boolean): readonly Step<State>[] {
  const { lastSignIn } = state.facts;
  return lastSignIn === undefined || hasNetworks || !hasOwnAddress(state) ? [] : [ownAddressStep(kit, lastSignIn)];
}

function changeStep({ words }: Kit): Step<State> {
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
