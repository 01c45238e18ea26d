/** zod's issues, each at the place of its mistake: inside the alternative that the writer meant. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** The alternative of its own form counts for a list or a map; a value of neither form is one issue. */
export function plainIssues(issues: readonly Issue[]): readonly Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.path[0] !== 'accounts') return [issue];
    const meant = issue.errors.find((errors) => errors.every(({ path }) => path.length > 0));
    return meant === undefined ? [issue] : meant.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
  });
}
