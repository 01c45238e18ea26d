/** Records for `session`, every one of them: no rule chooses what a session did. */
import type { Aws } from '../../aws/clients.ts';
import type { ActiveRule } from '../../core/inspection/activate.ts';
import { dropReads } from '../../core/session/outline.ts';
import type { Settings } from '../../core/settings.ts';
import type { Host } from '../../host.ts';
import { type Collected, collect, type Wanted } from '../../sources/collect.ts';
import type { Batch, Reading, Source } from '../../sources/source.ts';
import type { GatherOptions } from '../shared/look-back/gather.ts';
import { type AskedNames, NOT_ASKED } from '../shared/look-back/names.ts';
import type { Window } from '../shared/look-back/window.ts';
import { startReading } from '../shared/progress.ts';

export interface Read extends Collected {
  readonly sources: readonly string[];
  readonly names: AskedNames;
}

export interface Reader {
  readonly options: GatherOptions;
  readonly settings: Settings;
  readonly active: readonly ActiveRule[];
  readonly host: Host;
  /** However long it takes, nobody is asked. */
  readonly isPatient: boolean;
}

/** Reads all records of the source within the window. `namers`: asked for names, if they are given. */
export async function readAll(
  source: Source<Reading | Batch>,
  { from, to }: Window,
  { options, settings, active, host }: Reader,
  namers: readonly Aws[] | undefined,
  told?: ReadonlyMap<string, string>,
): Promise<Read> {
  const names = namers === undefined ? undefined : await namesFrom(namers, settings, host, told);
  const { regions } = options;
  const wanted: Wanted = {
    outside: ({ epoch, region }) => {
      if ((from !== undefined && epoch < from) || (to !== undefined && epoch > to)) return 'time';
      return regions === undefined || regions.includes(region) ? undefined : 'region';
    },
    isOfUse: (event) => {
      dropReads(event, active);
      return true;
    },
    people: settings.people,
    askPeople: names?.people,
  };
  const collected = await collect(source, host.signal, wanted);
  return { ...collected, sources: source.names, names: (await names?.end(collected.events)) ?? NOT_ASKED };
}

async function namesFrom(
  namers: readonly Aws[],
  settings: Settings,
  { signal }: Host,
  told: ReadonlyMap<string, string> | undefined,
) {
  const { namesFromAws } = await import('../shared/look-back/ask-names.ts');
  return namesFromAws(namers, settings, signal, told);
}

/** Files, or a trail's bucket. */
export async function openArchive(
  { options, host }: Reader,
  { from, to }: Window,
  aws: () => Promise<Aws>,
): Promise<{ readonly source: Source<Reading | Batch>; readonly finish: () => void }> {
  if (options.s3 !== undefined && from !== undefined && to !== undefined) {
    const { openS3 } = await import('../shared/look-back/open-s3.ts');
    const outside: NonNullable<Wanted['outside']> = ({ epoch }) => (epoch < from || epoch > to ? 'time' : undefined);
    return openS3(await aws(), options.s3, options, host, { from, to }, { rules: undefined, outside });
  }
  const { archive } = await import('../../sources/files/archive.ts');
  const { meter, stop } = startReading(host, options.language);
  return { source: archive(options.files, { stdin: host.stdin, meter }), finish: stop };
}
