/** The account's log groups that made-up records are put into. */
import type { LogGroupPlace, Snapshot } from '../snapshot.ts';
import { groupOf } from '../telemetry.ts';

/** Each log group of the account that a trail or a telemetry rule writes to, once. */
export function fedGroups({ account, trails, regions }: Snapshot): readonly LogGroupPlace[] {
  const ofTrails = trails.flatMap(({ logGroup }) => (logGroup?.account === account ? [logGroup] : []));
  const ofRules = [...regions].flatMap(([region, { telemetry }]) =>
    (telemetry.kind === 'read' ? telemetry.value.rules : []).flatMap((rule) => {
      const name = groupOf(rule, account);
      return name === undefined ? [] : [{ name, account, region }];
    }),
  );
  const here = [...ofTrails, ...ofRules].filter(({ region }) => regions.has(region));
  return [...new Map(here.map((group) => [`${group.region} ${group.name}`, group])).values()];
}
