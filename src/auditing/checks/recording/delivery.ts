/** Does CloudTrail deliver, by the trail's status? */
import type { Words } from '../../../core/language.ts';
import { DAY, HOUR } from '../../../core/time.ts';
import { wordsFrom } from '../../../core/words.ts';
import type { RecordingWords } from '../../../messages/audit/recording.ts';
import { BUCKET_WORDS } from '../../../messages/audit/trail-bucket.ts';
import { letsFilesIn, lettingFilesIn } from '../../remedies/buckets.ts';
import { withCalls } from '../../remedies/remedy.ts';
import { lettingLogsIn } from '../../remedies/trails.ts';
import { selects } from '../../selects.ts';
import type { Snapshot, TrailState } from '../../snapshot.ts';
import { type Finding, fail, failedRead, type Ground, pass, say, unknown } from './finding.ts';
import { READ } from './trail.ts';

export function judgeDelivery(trail: TrailState, { snapshot }: Ground): Finding {
  const { name, status, logGroup, selection } = trail;
  if (status.kind === 'refused') return failedRead(status, name);
  const facts = { trail: name };
  const { at } = snapshot;
  const { fileError, logsError, lastFile, started } = status.value;
  const plain = (text: string) => text.replace(/\.$/, '');
  const noFiles = (said: (words: RecordingWords) => string): Finding => ({
    result: 'fail',
    said: say(said),
    todo: withCalls(whyNoFiles(trail, snapshot), lettingFilesIn(trail, snapshot), 'unseen-cause'),
  });
  if (fileError !== undefined && fileError !== '')
    return noFiles((words) => words.filesFail({ ...facts, reason: plain(fileError) }));
  const group = logGroup?.name ?? '';
  if (logsError !== undefined && logsError !== '')
    return fail(
      (words) => words.logsFail({ ...facts, group, reason: plain(logsError) }),
      (words) => words.logsFailTodo({ ...facts, group }),
      ...lettingLogsIn(trail, snapshot),
    );
  if (lastFile === undefined) {
    const isNew = started === undefined || at - started < HOUR;
    const said = (words: RecordingWords) => words.noFileYet(facts);
    return isNew ? unknown(said, (words) => words.noFileYetTodo) : noFiles(said);
  }
  const ago = Math.max(at - lastFile, 0);
  // A trail without reads may have nothing to write for days.
  const isBusy = selection.kind === 'read' && selects(selection.value, READ);
  if (ago > DAY && isBusy) return noFiles((words) => words.late({ ...facts, ago }));
  return pass((words) => words.delivered({ ...facts, ago }));
}

/** The remedy, by all that is known of the bucket. */
function whyNoFiles(trail: TrailState, snapshot: Snapshot): Words {
  const { name, bucket } = trail;
  const facts = { trail: name, bucket };
  const place = snapshot.buckets.get(bucket);
  if (place?.kind === 'read' && place.value === 'gone')
    return wordsFrom(BUCKET_WORDS, (words) => words.goneTodo(facts));
  return say((words) =>
    letsFilesIn(trail, snapshot) ? words.filesFailOtherwiseTodo(facts) : words.filesFailTodo(facts),
  );
}
