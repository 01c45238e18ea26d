/** Does CloudTrail deliver, by the trail's status? */
import { DAY, HOUR } from '../../../core/time.ts';
import { lettingLogsIn } from '../../remedies/trails.ts';
import { selects } from '../../selects.ts';
import type { TrailState } from '../../snapshot.ts';
import { type Finding, fail, failedRead, type Ground, pass, say } from './finding.ts';
import { READ } from './trail.ts';

export function judgeDelivery(trail: TrailState, { snapshot }: Ground): Finding {
  const { name, status, bucket, logGroup, selection } = trail;
  if (status.kind === 'refused') return failedRead(status, name);
  const facts = { trail: name };
  const { at } = snapshot;
  const { fileError, logsError, lastFile, started } = status.value;
  const plain = (text: string) => text.replace(/\.$/, '');
  if (fileError !== undefined && fileError !== '')
    return fail(
      (words) => words.filesFail({ ...facts, reason: plain(fileError) }),
      (words) => words.filesFailTodo({ ...facts, bucket }),
    );
  const group = logGroup?.name ?? '';
  if (logsError !== undefined && logsError !== '')
    return fail(
      (words) => words.logsFail({ ...facts, group, reason: plain(logsError) }),
      (words) => words.logsFailTodo({ ...facts, group }),
      ...lettingLogsIn(trail, snapshot),
    );
  if (lastFile === undefined) {
    const isNew = started === undefined || at - started < HOUR;
    const said = say((words) => words.noFileYet(facts));
    return isNew
      ? { result: 'unknown', said }
      : { result: 'fail', said, todo: say((words) => words.filesFailTodo({ ...facts, bucket })) };
  }
  const ago = Math.max(at - lastFile, 0);
  // A trail without reads may have nothing to write for days.
  const isBusy = selection.kind === 'read' && selects(selection.value, READ);
  if (ago > DAY && isBusy)
    return fail(
      (words) => words.late({ ...facts, ago }),
      (words) => words.filesFailTodo({ ...facts, bucket }),
    );
  return pass((words) => words.delivered({ ...facts, ago }));
}
