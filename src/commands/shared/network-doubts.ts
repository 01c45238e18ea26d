/** Warns of trusted networks that are probably not meant: very wide ones, and host bits. */
import { relative } from 'node:path';
import { doubtsAbout } from '../../core/network.ts';
import type { Settings } from '../../core/settings.ts';
import { visible } from '../../core/text.ts';
import type { Host } from '../../host.ts';

/** Prints one line on standard error for each. `file`: the settings' file; without one, a flag has named the networks. */
export async function warnOfNetworks(settings: Settings, file: string | undefined, host: Host): Promise<void> {
  const isDoubtful = settings.trusted.some(({ cidr }) => {
    const { isWide, meant } = doubtsAbout(cidr);
    return isWide || meant !== undefined;
  });
  if (!isDoubtful) return;
  const { doubtfulNetworks } = await import('../../render/settings.ts');
  const { FILE_WORDS } = await import('../../messages/look-back/files.ts');
  const language = host.language ?? 'en';
  const place = file === undefined ? '--trusted' : relative(host.cwd, file) || file;
  for (const doubt of doubtfulNetworks(settings)) {
    await host.stderr.write(`${visible(FILE_WORDS[language].item(place, doubt[language]))}\n`);
  }
}

/** The same for a run that trusts more networks: each warning names the file or `--trusted`. */
export async function warnOfTrusted(
  stored: Settings,
  file: string | undefined,
  trusted: readonly string[],
  host: Host,
): Promise<void> {
  await warnOfNetworks(stored, file, host);
  await warnOfNetworks({ ...stored, trusted: trusted.map((cidr) => ({ cidr })) }, undefined, host);
}
