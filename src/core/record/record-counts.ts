/** Counts of the records that were read: each is in exactly one of the other counts beside `records`. */
export interface RecordCounts {
  /** All that was read, readable or not. */
  readonly records: number;
  /** Passed to the rules. */
  readonly inspected: number;
  /** No rule that was asked for is about them. */
  readonly notSelected: number;
  /** Records of another time or region than was asked for. */
  readonly outside: number;
  /** Events that came before, of those that a rule could look at; of others no id is kept. */
  readonly duplicates: number;
  readonly unreadable: number;
}

/** True if records were read and no rule was asked about any: finding nothing there says nothing. */
export const isNothingInspected = ({ records, inspected, notSelected }: RecordCounts): boolean =>
  records > 0 && inspected + notSelected === 0;
