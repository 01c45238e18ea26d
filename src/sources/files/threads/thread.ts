/** A thread of `--threads`: reads files whole, and judges their records by their bytes. */
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { forget } from '../../heap.ts';
import { MOST_UNPACKED } from '../../unpacked.ts';
import { selectionFor, usualFormReader } from '../usual-form.ts';
import { WholeFiles } from '../whole-file.ts';
import { type Answer, compact, type Task } from './work.ts';

// Each processor has a thread that works already: handing over to one of Node's pool would only cost time.
const files = new WholeFiles(undefined, gunzipSync);
const selection = selectionFor(workerData);
const readUsualForm = selection === undefined ? undefined : usualFormReader(selection);

parentPort?.on('message', async (task: Task) => {
  const answer = await answerTo(task);
  // A buffer of its own is handed over without a copy.
  parentPort?.postMessage(answer, answer.bytes === undefined ? [] : [answer.bytes.buffer]);
});

async function answerTo({ id, path, size }: Task): Promise<Answer> {
  const content = await files.open(typeof path === 'string' ? path : Buffer.from(path), size)?.read();
  if (content === undefined) return { id };
  const usual = readUsualForm?.(content);
  const answer = usual === undefined ? wholeOf(content) : compact(content, usual);
  forget(content);
  return { id, ...answer };
}

const wholeOf = (content: Buffer): Omit<Answer, 'id'> =>
  content.length > MOST_UNPACKED.parsedFile ? {} : { bytes: new Uint8Array(content) };
