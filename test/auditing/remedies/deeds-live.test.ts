/** An account in which nothing listens: what is printed for each deed hears of that deed. */
import { expect, test } from 'vitest';
import { GROUP, REGIONS } from '../../../sandbox/scripted/good.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { DEEDS } from '../../../src/auditing/deeds/index.ts';
import { parseLogsPattern, readLogsMessage } from '../../../src/core/patterns/logs-pattern.ts';
import { apply, broken, remediesIn } from '../../helpers/audit/remedies.ts';
import { shellWords } from '../../helpers/audit/shell-words.ts';

const noFilters: Change = (account) => {
  account.logs.group(GROUP).metricFilters.clear();
  for (const region of REGIONS) account.events.rulesIn(region).clear();
};

/** AWS's limits: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const [MOST_FILTERS, LONGEST] = [100, 1_024];

test('each deed', async () => {
  const { account, verdicts } = await broken(noFilters);
  const before = await verdicts();
  const deeds = [...before.values()].flatMap(({ id, area, paths }) =>
    paths !== undefined && area !== 'silence' ? [id] : [],
  );
  expect(deeds.filter((id) => before.get(id)?.result !== 'fail')).toEqual([]);
  const all = remediesIn(before);
  expect(deeds.filter((id) => !all.some(({ ids }) => ids.includes(id)))).toEqual([]);
  const place = { account: account.account, region: 'us-east-1' };
  let filters = 0;
  for (const { remedy, ids } of all) {
    for (const pattern of patternsIn(remedy.fix?.kind === 'commands' ? remedy.fix.commands : [])) {
      filters += 1;
      expect(pattern.length).toBeLessThanOrEqual(LONGEST);
      const matches = parseLogsPattern(pattern);
      const missed = DEEDS.filter(({ id }) => ids.includes(id)).flatMap(({ id, samples }) =>
        samples.flatMap(({ name, record }) =>
          matches(readLogsMessage(JSON.stringify(record(place)))) ? [] : [`${id} ${name}`],
        ),
      );
      expect(missed).toEqual([]);
    }
    await apply(remedy, account);
  }
  expect(filters).toBeLessThanOrEqual(MOST_FILTERS);
  const after = await verdicts();
  expect(deeds.filter((id) => after.get(id)?.result !== 'pass')).toEqual([]);
});

const patternsIn = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => {
    const words = shellWords(line);
    const at = words.indexOf('--filter-pattern');
    return at === -1 ? [] : [words[at + 1] ?? ''];
  });
