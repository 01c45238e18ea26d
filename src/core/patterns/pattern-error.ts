/** A pattern that AWS would refuse. */
import type { Words } from '../language.ts';
import { wordsFrom } from '../words.ts';
import { PATTERN_PROBLEMS, type PatternProblems } from './pattern-words.ts';

export class PatternError extends Error {
  /** The position in the pattern, e.g. `detail.errorCode[0].prefix`. */
  readonly path: string;
  /** The reason, without the position. */
  readonly reason: Words;
  constructor(path: string, pick: (problems: PatternProblems) => string) {
    const reason = wordsFrom(PATTERN_PROBLEMS, pick);
    super(path === '' ? reason.en : `${path}: ${reason.en}`);
    this.name = 'PatternError';
    this.path = path;
    this.reason = reason;
  }
}
