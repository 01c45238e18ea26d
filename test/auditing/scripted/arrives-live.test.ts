/** Verdicts against behaviour: each deed's sample records go through each scripted account for real. */
import { describe, expect, test } from 'vitest';
import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { RECEIVER_BREAKS } from '../../../sandbox/scripted/receivers.ts';
import { RECORDING_BREAKS } from '../../../sandbox/scripted/recording.ts';
import { RULE_BREAKS, SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { UNKNOWABLE, VARIANTS } from '../../../sandbox/scripted/variants.ts';
import { arrivals } from '../../helpers/audit/arrivals.ts';

/** The sandbox doesn't evaluate patterns of columns. */
const NOT_RUN = ['filter of columns'];

const GROUPS: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  good: { 'as it is': () => undefined },
  variants: VARIANTS,
  unknowable: UNKNOWABLE,
  alarms: ALARM_BREAKS,
  receivers: RECEIVER_BREAKS,
  recording: RECORDING_BREAKS,
  sources: SOURCE_BREAKS,
  rules: RULE_BREAKS,
};

describe.each(Object.entries(GROUPS))('%s', (_, changes) => {
  const run = Object.entries(changes).filter(([name]) => !NOT_RUN.includes(name));
  test.each(run)('%s: nobody is alerted, if and only if nothing arrives', async (_name, change) => {
    const { wrong, judged } = await arrivals(change);
    expect(wrong).toEqual([]);
    // The alert that takes no trail is judged, even where all else is unknown.
    expect(judged).toBeGreaterThan(0);
  });
});
