/** SQS's batches: entries succeed or fail one by one. */
import type { JsonObject } from '../../../src/core/event.ts';
import { isObject, listAt, textAt } from '../../../src/core/fields.ts';
import { AwsFault } from '../service.ts';

const MOST_ENTRIES = 10;
const MOST_BYTES = 1_048_576;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export function batch(input: JsonObject, act: (entry: JsonObject) => unknown): object {
  const entries = listAt(input, 'Entries').filter(isObject);
  check(entries);
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      const output = act(entry);
      Successful.push({ Id: entry['Id'], ...(typeof output === 'object' ? output : {}) });
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      Failed.push({
        Id: entry['Id'],
        Code: error.queryCode ?? error.code,
        Message: error.message,
        SenderFault: error.status < 500,
      });
    }
  }
  return { Successful, ...(Failed.length === 0 ? {} : { Failed }) };
}

function check(entries: readonly JsonObject[]): void {
  if (entries.length === 0) throw fault('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > MOST_ENTRIES)
    throw fault(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${entries.length}.`,
    );
  const ids = entries.map((entry) => textAt(entry, 'Id') ?? '');
  if (ids.some((id) => !/^[\w-]{1,80}$/.test(id)))
    throw fault(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores.',
    );
  if (new Set(ids).size < ids.length)
    throw fault('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same id.');
  const size = entries.reduce((sum, entry) => sum + Buffer.byteLength(textAt(entry, 'MessageBody') ?? ''), 0);
  if (size > MOST_BYTES)
    throw fault(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${MOST_BYTES} bytes. You have sent ${size} bytes.`,
    );
}

const fault = (code: string, message: string) =>
  new AwsFault(code, message, { queryCode: `AWS.SimpleQueueService.${code}` });
