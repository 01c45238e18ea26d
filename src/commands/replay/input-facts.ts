/** Hashes of the input, by which a report can be checked against what it was made of. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { byTime, type TrailEvent } from '../../core/event.ts';
import { visible } from '../../core/text.ts';
import type { InputFacts } from '../../render/html/model.ts';
import { inputFiles } from '../../sources/files/input-files.ts';

const MOST_FILES = 200;

/** Reads the files once more; a pipe can't be, and has no hash. `events`: those that the rules saw. */
export async function inputFacts(
  paths: readonly string[],
  events: readonly TrailEvent[],
  signal: AbortSignal,
): Promise<InputFacts> {
  const files: { readonly path: string; readonly sha256: string | null }[] = [];
  const all = createHash('sha256');
  let fileCount = 0;
  let isWhole = true;
  for await (const input of inputFiles(paths)) {
    const isFile = !('trouble' in input) && input.size !== undefined;
    const sha256 = isFile && !signal.aborted ? await hashOf(input.at, signal) : null;
    fileCount += 1;
    isWhole &&= sha256 !== null;
    if (sha256 !== null) all.update(`${sha256}  ${input.path}\n`);
    if (files.length < MOST_FILES) files.push({ path: visible(input.path), sha256 });
  }
  const whole = fileCount === 1 ? (files[0]?.sha256 ?? null) : all.digest('hex');
  return {
    files,
    fileCount,
    sha256: fileCount > 0 && isWhole ? whole : null,
    events: { count: events.length, sha256: idsHash(events) },
  };
}

async function hashOf(path: string | Buffer, signal: AbortSignal): Promise<string | null> {
  const hash: Hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { signal })) hash.update(chunk);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

function idsHash(events: readonly TrailEvent[]): string {
  const hash = createHash('sha256');
  for (const { eventId } of events.toSorted(byTime)) hash.update(`${eventId}\n`);
  return hash.digest('hex');
}
