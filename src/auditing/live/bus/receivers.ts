/** Everybody and everything that the event of a temporary rule would reach. */
import { textAt } from '../../../core/fields.ts';
import { distinctValues } from '../../../core/lists.ts';
import { byRules, type HearingGround, heardOfCalls, type Reached, receiversOf } from '../receivers.ts';
import type { BusRing } from './rings.ts';

export interface BusRung {
  readonly ring: BusRing;
  readonly heard: Reached;
}

/** An archive of the bus takes the event too. A queue for dead letters gets what a topic refuses. */
export function heardByBus({ rule, region, targets, event }: BusRing, ground: HearingGround): Reached {
  const parts = [
    ...targets.flatMap(({ arn, definition }) => {
      const deadLetters = textAt(definition, 'DeadLetterConfig.Arn');
      return [arn, ...(deadLetters === undefined ? [] : [deadLetters])].map((one) =>
        receiversOf(one, rule.name, ground),
      );
    }),
    byRules([event], region, ground),
  ];
  const { blind } = heardOfCalls(region, ground, true);
  return {
    receivers: distinctValues(parts.flatMap(({ receivers }) => receivers)),
    blind: distinctValues([...parts.flatMap((part) => part.blind), ...blind]),
  };
}
