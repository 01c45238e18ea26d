/** Log files of a trail's bucket, held against the digest files that CloudTrail signed. */
export interface Verification {
  /** Signed by AWS. */
  digestFiles: number;
  /** Each counted once. */
  readonly logFiles: {
    unchanged: number;
    changed: number;
    /** Named by a digest file, and no longer there. */
    missing: number;
    /** There, and named by no signed digest file. */
    unsigned: number;
    /** Delivered after the last digest file, which comes each hour. */
    pending: number;
    /** Not read, or not compared: the reason stands among `notCovered`. */
    unchecked: number;
  };
}
