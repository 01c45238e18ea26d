/** Events of the history, looked for where a trail delivers them: plain data. */
import type { Reading } from './reading.ts';

/** A management event of event history. */
export interface Sought {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** A call of whoever runs the audit. */
  readonly isOwn: boolean;
}

export interface Arrival {
  /** Events that the trail takes and that are old enough to have arrived, the newest first; none, if history has none. */
  readonly sought: Reading<readonly Sought[]>;
  /** Undefined if the log group, or the bucket, isn't this account's, or nothing is looked for. */
  readonly inGroup: Reading<Sighting> | undefined;
  readonly inBucket: Reading<Sighting> | undefined;
}

export interface Sighting {
  /** The one that was found, else the last one that was looked for. */
  readonly event: Sought;
  /** `unsure`: there was more than an audit looks through. */
  readonly kind: 'found' | 'missing' | 'unsure';
  /** Time of something that arrived after the event, in milliseconds since the epoch; undefined if nothing did. */
  readonly later: number | undefined;
}
