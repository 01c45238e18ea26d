/** 100,000 findings: the time of the table and the peak memory of each format. */
import { median, onCorpus, runReplay, unpack, withCorpus } from './archive.ts';
import { A_SIGN_IN, asTrail, type Corpus, recordAt } from './corpus.ts';

const FINDINGS = 100_000;
const ROUNDS = 3;
/** Sign-ins alone, each of which is a finding. */
const SIGN_INS: Corpus = {
  records: FINDINGS,
  perFile: 200,
  at: (index) => recordAt(index * A_SIGN_IN),
  write: asTrail,
};

/** MiB. */
export const findingsPeak = (format: string) => onCorpus(SIGN_INS, (folder) => runReplay(folder, [], format).peak);

/** Against unpacking 200,000 records, which took 0.55 s where the table took 12.8 s before; in turns, the median. */
export const findingsTable = () =>
  onCorpus({ records: 200_000, perFile: 200 }, (records) =>
    withCorpus(SIGN_INS, (folder) => {
      const round = () => {
        const unpacking = unpack(records).ms;
        return runReplay(folder, [], 'table').ms / unpacking;
      };
      return median(Array.from({ length: ROUNDS }, round));
    }),
  );
