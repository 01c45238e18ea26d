/** The real world behind `init`. */
import { askCaller } from '../../aws/access/caller.ts';
import { makeAws } from '../../aws/clients.ts';
import { explainAws } from '../../aws/errors.ts';
import { readError } from '../../aws/fault.ts';
import type { FoundAccounts } from '../../aws/names/accounts.ts';
import { writeParameter } from '../../aws/secrets.ts';
import { readTrails } from '../../aws/trails.ts';
import { composeFor } from '../../channels/compose.ts';
import { sampleDigest } from '../../channels/sample.ts';
import { once } from '../../core/once.ts';
import type { Language } from '../../core/rule.ts';
import type { ChannelSettings, SecretReference, Settings } from '../../core/settings.ts';
import { send } from '../../delivery/send.ts';
import type { Host } from '../../host.ts';
import { INIT_WORDS } from '../../messages/set-up/init.ts';
import { SECRET_WORDS } from '../../messages/settings/secrets.ts';
import { difference } from '../../settings/writing/difference.ts';
import { editSettings, newSettingsText, writeSchemaBeside, writeSettings } from '../../settings/writing/write.ts';
import { deniedTo } from '../doctor/permitted.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import { warnOfNetworks } from '../shared/network-doubts.ts';
import { startSpinner } from '../shared/progress.ts';
import { worldOf } from '../shared/world.ts';
import { readLastSignIn, readStacks, readWho } from './account-facts.ts';
import { type ConsentingOptions, type InitConsent, initConsent } from './consent.ts';
import { INIT } from './permissions.ts';
import { settingsFile } from './settings-file.ts';
import type { InitParts, SettingsFile } from './state/context.ts';
import type { Who } from './state/state.ts';

/** A person waits for the answer. */
const PATIENCE = 10_000;

export function realParts(options: ConsentingOptions, host: Host): InitParts {
  const { profile, region } = options;
  const consent = initConsent(options, host);
  const aws = makeAws({ profile, region, ...assumedRegion(host) });
  const readIdentity = once(() => readWho(aws, host.signal));
  return {
    readIdentity,
    async missingPermissions(settings, language) {
      const caller = await askCaller(aws, 'init', host.signal);
      const spinner = await startSpinner(host, INIT_WORDS[language].checking);
      const denied = await deniedTo(caller, { permissions: INIT, settings }, { aws, signal: host.signal }).finally(() =>
        spinner.stop(),
      );
      const actions = [...new Set(denied.map(({ action }) => action))];
      const { policyAllowing } = await import('../shared/permissions/policy-document.ts');
      return { actions, policy: policyAllowing(actions, INIT, settings) };
    },
    readTrails: (who) => readTrails(aws, who.region),
    readStacks: (name, who) => readStacks(name, aws, who),
    readLastSignIn: (who) => readLastSignIn(aws, who, host.signal),
    async hasSecret(name) {
      const { GetParameterCommand } = await import('@aws-sdk/client-ssm');
      try {
        // Without decryption: whether there is one is all that is asked.
        await (await aws.ssm()).send(new GetParameterCommand({ Name: name }));
        return true;
      } catch (error) {
        if (readError(error).name === 'ParameterNotFound') return false;
        const home = await aws.homeRegion();
        throw explainAws(error, { action: 'ssm:GetParameter', region: home, profile: aws.profile, command: 'init' });
      }
    },
    async storeSecret(kind, name, value) {
      const description = `aws-login-watch: ${SECRET_WORDS.en.what[kind]}`;
      await writeParameter({ name, value, description, overwrite: true }, { profile, region });
      consent.typed(value);
    },
    sendTest: (channel, settings, typed) => sendTest(channel, settings, typed, consent, host),
    foresee: async (settings, language) =>
      (await import('./questions/noise.ts')).foreseeNoise(options, host, settings, language),
    async prepareDeploy(settings, language) {
      await consent.confirmHosts(settings);
      await warnOfNetworks(settings, (await settingsFile(options, host)).path, host);
      return (await import('./real-deploy.ts')).planDeploy(
        settings,
        foundBy(await readIdentity()),
        aws,
        host,
        language,
      );
    },
    prove: async (settings, language) => (await import('./real-deploy.ts')).proveDeploy(settings, aws, host, language),
    async writeSettings(file, settings, language) {
      const isChanged = await writeFor(file, settings, language, host);
      await consent.keep(file, settings);
      return isChanged;
    },
  };
}

/** Its refusal was reported when it was met. */
function foundBy({ account, alias, organization }: Who): FoundAccounts {
  const names = alias === undefined ? [] : [[account, alias] as const];
  return { names: new Map([...names, ...organization]), refusals: [] };
}

async function writeFor(
  { path, shown, before }: SettingsFile,
  settings: Settings,
  language: Language,
  { signal }: Host,
): Promise<boolean> {
  if (before === undefined) {
    const first = newSettingsText(settings, { language, chosen: ['name', 'pipelines', 'trail'] });
    await writeSettings(path, first, { signal });
    await writeSchemaBeside(path, first);
    return true;
  }
  const text = editSettings(before.text, difference(before.settings, settings), shown);
  await writeSchemaBeside(path, text);
  if (text === before.text) return false;
  await writeSettings(path, text, { signal, was: before.text });
  return true;
}

async function sendTest(
  channel: ChannelSettings,
  settings: Settings,
  typed: ReadonlyMap<SecretReference, string>,
  consent: InitConsent,
  host: Host,
) {
  const deliveries = composeFor(channel, await sampleDigest(settings, host.now()), settings);
  const world = worldOf(host, await consent.secretsFor(channel, typed));
  return send(deliveries, { ...world, budget: PATIENCE });
}
