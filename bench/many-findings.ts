/** 100,000 findings: the time of the table and the peak memory of each format. */

import { onCorpus, runReplay, unpack } from './archive.ts';
import { A_SIGN_IN, asTrail, type Corpus, recordAt } from './corpus.ts';

const FINDINGS = 100_000;
/** Sign-ins alone, each of which is a finding. */
const SIGN_INS: Corpus = {
  records: FINDINGS,
  perFile: 200,
  at: (index) => recordAt(index * A_SIGN_IN),
  write: asTrail,
};

/** MiB. */
export const findingsPeak = (format: string) => onCorpus(SIGN_INS, (folder) => runReplay(folder, [], format).peak);

/** Against unpacking 200,000 records, which took 0.55 s where the table took 12.8 s before. */
export async function findingsTable(): Promise<number> {
  const unpacking = await onCorpus({ records: 200_000, perFile: 200 }, (folder) => unpack(folder).ms);
  return (await onCorpus(SIGN_INS, (folder) => runReplay(folder, [], 'table').ms)) / unpacking;
}
