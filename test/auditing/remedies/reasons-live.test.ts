/** Every reason for a finding has a remedy that the tests apply, or is named here with why it takes a person. */
import { expect, test } from 'vitest';
import { audit } from '../../../src/auditing/audit.ts';
import { DEEDS } from '../../../src/auditing/deeds/index.ts';
import { remedyFor } from '../../../src/auditing/remedies/of-break.ts';
import type { Snapshot } from '../../../src/auditing/snapshot.ts';
import type { Verdict } from '../../../src/auditing/verdict.ts';
import { ARRIVAL_WORDS, type ArrivalWords } from '../../../src/messages/audit/arrival.ts';
import { BREAKS_EN } from '../../../src/messages/audit/breaks/breaks.en.ts';
import type { BreakKind } from '../../../src/messages/audit/breaks/breaks.words.ts';
import { RECORDING_WORDS, type RecordingWords } from '../../../src/messages/audit/recording.ts';
import { BUCKET_WORDS, type BucketWords } from '../../../src/messages/audit/trail-bucket.ts';
import { audited } from '../../helpers/audit/audited.ts';
import { BY_HAND, REMEDY_SCRIPTS } from '../../helpers/audit/remedy-scripts.ts';

/** Breaks that no command mends. */
const BREAKS_BY_HAND: Partial<Readonly<Record<BreakKind, string>>> = {
  'group-elsewhere': 'another account owns the log group: the audit has to be run there',
  'not-followed': 'another account, or a service whose doings the audit does not look at',
  'not-evaluated': 'a pattern, an expression or a condition that has to be read by somebody',
  unread: 'a right is missing, which `login-watch policy audit` prints, or AWS did not answer',
  'muted-at-times': 'at all other times it alerts, so nothing fails by it',
  'no-own-rule': 'a rule of ours is off: our own settings close it (settings-live.test.ts)',
};

/** `fails`: the sentence of a failure. `open`: of something unknown. `hand`: of one that takes a person. */
type Kind = 'fails' | 'open' | 'hand' | 'rest';

const RECORDING: Readonly<Record<keyof RecordingWords, Kind>> = {
  ...{ noTrail: 'fails', noFiles: 'rest', stopped: 'fails', oneRegion: 'fails', noManagement: 'fails' },
  ...{ noWrites: 'fails', filesFail: 'fails', logsFail: 'fails', writesOnly: 'fails', excludes: 'fails' },
  ...{ notValidated: 'fails', noLogs: 'fails' },
  // Bucket and policy are fine, and CloudTrail names no error.
  ...{ late: 'hand', noFileYet: 'hand' },
  logsElsewhere: 'open',
  ...{ noTrailTodo: 'rest', stoppedTodo: 'rest', oneRegionTodo: 'rest', selectTodo: 'rest', filesFailTodo: 'rest' },
  ...{ filesFailOtherwiseTodo: 'rest', logsFailTodo: 'rest', noFileYetTodo: 'rest', validatedTodo: 'rest' },
  ...{ noLogsTodo: 'rest', logsElsewhereTodo: 'rest', recorded: 'rest', delivered: 'rest', reads: 'rest' },
  ...{ notNeeded: 'rest', blind: 'rest', nothingLeftOut: 'rest', validated: 'rest', logs: 'rest' },
};

const BUCKET: Readonly<Record<keyof BucketWords, Kind>> = {
  ...{ gone: 'fails', open: 'fails', deletable: 'fails', tooShort: 'fails' },
  ...{ elsewhere: 'open', perhapsDeletable: 'open' },
  ...{ goneTodo: 'rest', openTodo: 'rest', deletableTodo: 'rest', tooShortTodo: 'rest', elsewhereTodo: 'rest' },
  ...{ perhapsDeletableTodo: 'rest', closed: 'rest', kept: 'rest', longEnough: 'rest', forever: 'rest' },
};

const ARRIVAL: Readonly<Record<keyof ArrivalWords, Kind>> = {
  // Who removes events may be an intruder, and time tells whether new ones arrive.
  ...{ nothing: 'hand', notYet: 'open', missing: 'open', quiet: 'open', elsewhere: 'open' },
  ...{ nothingTodo: 'rest', notYetTodo: 'rest', missingTodo: 'rest', quietTodo: 'rest', elsewhereTodo: 'rest' },
  ...{ found: 'rest', others: 'rest' },
};

/** Words that were picked since the last look. */
const picked = new Set<string>();

function watch<T extends object>(table: { readonly en: T }, name: string): void {
  const { en } = table;
  const watched = new Proxy(en, {
    get(words, key) {
      picked.add(`${name}.${String(key)}`);
      return Reflect.get(words, key);
    },
  });
  Object.assign(table, { en: watched });
}

/** Groups of checks with these reasons. */
const JUDGED = ['recording', 'sign-ins', 'controls', 'rules'];

/** In scripts whose remedies the other tests apply, and in those that take a person. */
const mended = new Set<string>();
const seen = new Set<string>();

async function look(): Promise<void> {
  watch(RECORDING_WORDS, 'recording');
  watch(BUCKET_WORDS, 'bucket');
  watch(ARRIVAL_WORDS, 'arrival');
  for (const [name, change] of Object.values(REMEDY_SCRIPTS).flatMap((scripts) => Object.entries(scripts))) {
    const { account, snapshot } = await audited(change);
    const state = await snapshot();
    picked.clear();
    for (const { kind, isMended } of breaksIn(audit(state, { checks: JUDGED }), state)) {
      seen.add(kind);
      if (isMended) mended.add(kind);
    }
    for (const word of picked) (BY_HAND.has(name) ? seen : mended).add(word);
    await account.close();
  }
}

/** The reasons of checks that didn't pass; `isMended`: calls are printed for it. */
const breaksIn = (verdicts: readonly Verdict[], snapshot: Snapshot) =>
  verdicts.flatMap(({ id, result, paths }) => {
    const deed = DEEDS.find((one) => one.id === id);
    if (result === 'pass' || deed === undefined) return [];
    return (paths?.listed ?? []).flatMap(({ broken }) =>
      broken === null
        ? []
        : [{ kind: broken.facts.kind, isMended: remedyFor(broken.facts, snapshot, deed).fix !== undefined }],
    );
  });

const WORDS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  recording: RECORDING,
  bucket: BUCKET,
  arrival: ARRIVAL,
};

const reasons = (...wanted: readonly Kind[]) =>
  Object.entries(WORDS).flatMap(([table, kinds]) =>
    Object.entries(kinds).flatMap(([key, kind]) => (wanted.includes(kind) ? [`${table}.${key}`] : [])),
  );

test('each is mended, or takes a person', { timeout: 600_000 }, async () => {
  await look();
  const kinds = Object.keys(BREAKS_EN.said);
  const byHand = Object.keys(BREAKS_BY_HAND);
  expect({
    lacking: [...kinds.filter((kind) => !byHand.includes(kind)), ...reasons('fails')].filter((one) => !mended.has(one)),
    // Named as one for a person, and mended all the same.
    stale: [...byHand, ...reasons('hand', 'open')].filter((one) => mended.has(one)),
    unseen: reasons('hand', 'open').filter((one) => !seen.has(one)),
  }).toEqual({ lacking: [], stale: [], unseen: [] });
});
