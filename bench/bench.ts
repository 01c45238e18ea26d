/** `npm run bench`: the promises about speed, as ratios measured in one run. Exit status 1 if one is broken or failed. */
import {
  bigFilesRatio,
  carefulRatio,
  jqRatio,
  peakGrowth,
  peakMemory,
  reorderedRatio,
  threadsMemory,
  threadsRatio,
  tinyFilesRatio,
  usualRatio,
  wholePackJqRatio,
  wholePackMemory,
  wholePackRatio,
  wholePackThreadsRatio,
} from './archive.ts';
import { auditUse } from './audit.ts';
import { inADay, inAQuarter } from './counting.ts';
import { burstRequests, worst } from './flood.ts';
import { bigFile, coldStart } from './function.ts';
import { helpRatio } from './help.ts';
import { lookupRatio } from './lookup.ts';
import { findingsPeak, findingsTable } from './many-findings.ts';
import { rulesRatio } from './rules.ts';

interface Claim {
  readonly what: string;
  readonly most: number;
  /** Undefined where this machine lacks what is compared with. */
  readonly measure: () => Promise<number | undefined>;
}

const CLAIMS: readonly Claim[] = [
  { what: '`login-watch --help` against a bare `node -e 0`', most: 1.25, measure: helpRatio },
  { what: 'replay of LookupEvents against its pages at two a second', most: 1.1, measure: lookupRatio },
  // The first pack took 1.41, and its successors may take 1.3 times that.
  { what: 'all rules over 200,000 records against parsing them', most: 1.8, measure: rulesRatio },
  { what: 'replay of 1,000 trail files, sign-ins and root, against unpacking them', most: 2.5, measure: usualRatio },
  { what: 'the same with the whole pack', most: 3.6, measure: wholePackRatio },
  { what: 'the ratio of 5,000 small files against that of the usual ones', most: 2, measure: tinyFilesRatio },
  { what: 'the ratio of 8 big files against that of the usual ones', most: 2, measure: bigFilesRatio },
  { what: 'pretty-printed files, which are read with care, against unpacking', most: 8, measure: carefulRatio },
  { what: 'files with other orders of keys against unpacking', most: 8, measure: reorderedRatio },
  { what: 'two threads over 800,000 records against one with files read ahead', most: 0.9, measure: threadsRatio },
  { what: 'the same with the whole pack', most: 0.9, measure: wholePackThreadsRatio },
  { what: 'replay against `zcat | jq` that selects sign-ins', most: 0.25, measure: jqRatio },
  { what: 'the same with the whole pack', most: 0.33, measure: wholePackJqRatio },
  { what: 'MiB of replay at 200,000 records', most: 200, measure: peakMemory },
  { what: 'MiB of the same with the whole pack', most: 200, measure: wholePackMemory },
  { what: 'MiB of the same with two threads', most: 280, measure: threadsMemory },
  { what: 'memory at 8,000,000 records against 200,000', most: 1.1, measure: peakGrowth },
  { what: 'a table of 100,000 findings against unpacking 1,000 trail files', most: 9.3, measure: findingsTable },
  { what: 'MiB of that table, half of 830 MB', most: 396, measure: () => findingsPeak('table') },
  ...['json', 'ndjson', 'csv'].map((format) => ({
    what: `MiB of 100,000 findings as ${format}`,
    most: 300,
    measure: () => findingsPeak(format),
  })),
  // The records stay in memory until their sessions are told.
  { what: 'MiB of 100,000 findings as html, with their sessions', most: 420, measure: () => findingsPeak('html') },
  { what: '100,000 failed sign-ins of one user in 24 hours against spread ones', most: 3, measure: inADay },
  { what: 'the same in 15 minutes', most: 3, measure: inAQuarter },
  {
    what: 'MiB of the audit of 2,000 alarms and 1,000 roles in 17 regions',
    most: 200,
    measure: () => auditUse('peak'),
  },
  { what: 'seconds of processor time of that audit', most: 30, measure: () => auditUse('cpu') },
  { what: 'ms of the function above a bare start of Node.js, first event included', most: 150, measure: coldStart },
  { what: 'MiB of the function at a trail file of 50 MB', most: 256, measure: bigFile },
  { what: 'seconds of processor time of the function for 10,000 failed sign-ins', most: 25, measure: worst('cpu') },
  { what: 'the same with the processor of its memory, as a share of its timeout', most: 0.6, measure: worst('share') },
  { what: 'requests to AWS for each of them', most: 0.2, measure: worst('requests') },
  { what: 'write units of the table for each of them', most: 3, measure: worst('writeUnits') },
  { what: 'MiB of the function at them', most: 200, measure: worst('peak') },
  {
    what: 'the share of those requests and writes before the gravest alert is in the outbox',
    most: 0.1,
    measure: worst('first'),
  },
  { what: 'the share of the processor time before that', most: 0.3, measure: worst('firstCpu') },
  {
    what: 'requests to AWS for each of 10,000 failures, five of each of 2,000 users',
    most: 0.5,
    measure: burstRequests,
  },
];

let isMissed = false;
for (const { what, most, measure } of CLAIMS) {
  const ratio = await measure().catch((error: unknown): number => {
    process.stderr.write(`${what}: ${error instanceof Error ? error.message : String(error)}\n`);
    return Number.POSITIVE_INFINITY;
  });
  if (ratio === undefined) {
    process.stdout.write(`skipped, for this machine lacks what is compared with: ${what}\n`);
    continue;
  }
  const isKept = ratio <= most;
  isMissed ||= !isKept;
  process.stdout.write(`${isKept ? 'kept  ' : 'missed'}  ${ratio.toFixed(2)} (at most ${most})  ${what}\n`);
}
process.exitCode = isMissed ? 1 : 0;
