/** Every kind of break that a remedy mends occurs in a script, so each remedy is applied by a test. */
import { expect, test } from 'vitest';
import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { RECEIVER_BREAKS } from '../../../sandbox/scripted/receivers.ts';
import { RECORDING_BREAKS } from '../../../sandbox/scripted/recording.ts';
import { LEFT_OUT, RULE_BREAKS, SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { UNKNOWABLE } from '../../../sandbox/scripted/variants.ts';
import { DEEDS } from '../../../src/auditing/deeds/index.ts';
import { follow, patterns } from '../../../src/auditing/follow.ts';
import { MENDED_KINDS } from '../../../src/auditing/remedies/of-break.ts';
import { audited } from '../../helpers/audit/audited.ts';

const ALL = {
  ...ALARM_BREAKS,
  ...RECEIVER_BREAKS,
  ...RECORDING_BREAKS,
  ...SOURCE_BREAKS,
  ...RULE_BREAKS,
  ...LEFT_OUT,
  ...UNKNOWABLE,
};

/** Deeds that scripts hide. */
const SAMPLES = DEEDS.filter(({ id }) => /^(?:CloudWatch\.[379]|signin\.aws-login)$/.test(id)).flatMap(
  ({ samples }) => samples,
);

test('each kind occurs', { timeout: 120_000 }, async () => {
  const seen = new Set<string>();
  for (const change of Object.values(ALL)) {
    const { account, snapshot } = await audited(change);
    const ground = { snapshot: await snapshot(), known: patterns(), own: undefined };
    for (const { record } of SAMPLES)
      for (const region of ground.snapshot.regions.keys())
        for (const { kind } of follow(record({ account: account.account, region }), region, ground).breaks)
          seen.add(kind);
    await account.close();
  }
  expect(MENDED_KINDS.filter((kind) => !seen.has(kind))).toEqual([]);
});
