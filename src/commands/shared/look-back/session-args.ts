/** Words behind the id in the command by which `session` reads the records that a report was made of. */
import { isAbsolute, relative } from 'node:path';
import { visible } from '../../../core/text.ts';
import type { Host } from '../../../host.ts';
import type { GatherOptions } from './gather.ts';
import type { Several } from './several.ts';
import { isoOf, type WindowOptions } from './window.ts';

type Options = GatherOptions & Pick<WindowOptions, 'since' | 'until'>;

/** Undefined where the records can't be read again, or a word could drive a terminal. */
export function sessionArgs(options: Options, { cwd }: Host): readonly string[] | undefined {
  const { files, s3, since, until, profile, region, several } = options;
  if (files.includes('-')) return undefined;
  const time = [...option('--since', isoOf(since)), ...option('--until', isoOf(until))];
  const place = s3 === undefined ? files.map((file) => shortPath(file, cwd)) : ['--s3', s3.address, ...time];
  // The event history is asked for the event itself.
  const args = [
    ...place,
    ...accountArgs(several),
    ...option('--profile', profile ?? null),
    ...option('--region', region ?? null),
  ];
  return args.every((word) => word === visible(word)) ? args : undefined;
}

function accountArgs(several: Several | undefined): readonly string[] {
  if (several === undefined) return [];
  return several.kind === 'profiles'
    ? ['--profiles', several.names.join(',')]
    : ['--organization', '--role-name', several.role];
}

const option = (name: string, value: string | null): readonly string[] => (value === null ? [] : [name, value]);

/** As seen from the working folder, if it is inside; never an option. */
function shortPath(file: string, cwd: string): string {
  const inside = relative(cwd, file);
  const short = isAbsolute(file) && inside !== '' && !inside.startsWith('..') && !isAbsolute(inside) ? inside : file;
  return short.startsWith('-') ? `./${short}` : short;
}
