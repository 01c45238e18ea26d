/** A pattern that AWS would refuse. */
export class PatternError extends Error {
  /** The place in the pattern, e.g. `detail.errorCode[0].prefix`. */
  readonly path: string;
  constructor(path: string, reason: string) {
    super(path === '' ? reason : `${path}: ${reason}`);
    this.name = 'PatternError';
    this.path = path;
  }
}
