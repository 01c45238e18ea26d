/** The English words of `doctor`. */
import { UNIT_WORDS } from '../units.ts';
import type { DoctorWords, Month } from './doctor.words.ts';

const { duration } = UNIT_WORDS.en;
const listed = (names: readonly string[]) => names.join(', ');
const withMore = (names: readonly string[], more: number) =>
  listed([...names, ...(more > 0 ? [`and ${more} more`] : [])]);
const monthOf = ({ year, month }: Month) =>
  new Date(Date.UTC(year, month - 1)).toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const off = (skew: number) => `the clock is ${duration(skew)} ${skew > 0 ? 'behind' : 'ahead of'} AWS`;

export const en: DoctorWords = {
  node: {
    install: (lts) => `Install Node.js ${lts}: https://nodejs.org`,
    tooOld: (version, oldest) => `Node.js ${version} is too old: ${oldest} or later is needed`,
    untilUnknown: (version) => `${version} is supported; this version of the program does not know for how long`,
    shortTerm: (version) => `${version} is supported, but without long-term support`,
    supported: (version, last) => `${version} is supported; its security fixes end on ${last}`,
    unsupported: (version, last, taken) =>
      `${version} has had no security fixes since ${last}${taken === undefined ? '' : `; this program supports it until ${monthOf(taken)}`}`,
  },
  credentials: {
    lasting: (arn, account) => `${arn} in account ${account}, long-lived credentials`,
    until: (arn, account, end, left) =>
      `${arn} in account ${account}, until ${end} UTC (${left < 0 ? `ended ${duration(left)} ago` : `${duration(left)} left`})`,
    renew: (profile) => `Renew them soon (\`aws sso login${profile}\`, or as you got these).`,
    root: 'these are keys of the root user, which no policy can limit',
    rootTodo:
      'Delete them, and use a role: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
    notAskedInTime: 'found, but AWS did not say in time whose they are',
    notAsked: (why) => `found, but AWS did not say whose they are: ${why}`,
  },
  proxy: {
    notUrl: 'HTTPS_PROXY (or ALL_PROXY) is not a URL',
    notUrlTodo: 'Write it as http://proxy.example.com:3128, with special characters of a password percent-encoded.',
    none: 'none; AWS is reached directly',
    used: (proxies, direct) =>
      `${listed(proxies)} leads to AWS${direct.length === 0 ? '' : `, but not to ${listed(direct)} (NO_PROXY)`}`,
  },
  endpoints: {
    answer: (services, region) => `${listed(services)} answer in ${region}`,
    late: (services, region) => `no answer in time from ${services} in ${region}`,
    lateTodo: 'Check the network, and whether a firewall or a proxy drops requests to AWS.',
    custom: (places) =>
      `custom endpoint in use: ${listed(places.map(({ variable, host }) => `${variable} (${host ?? 'not a URL'})`))}`,
    customTodo: (variables) => `Unset ${listed(variables)}, unless that is what you want.`,
  },
  clock: {
    unknown: 'clock not checked: no endpoint answered',
    right: 'agrees with the clock of AWS',
    off,
    refused: (skew) => `${off(skew)}, which refuses requests that are off by more than 5 minutes`,
    todo: 'Let the system synchronise its clock.',
  },
  permissions: {
    noSettings: 'the needed permissions depend on the settings, which have mistakes',
    noCaller: 'permissions can only be checked with credentials that AWS accepts',
    unknownCommand: (name) => `${name} is not a command that needs permissions`,
    knownCommands: (names) => `Commands that need permissions: ${listed(names)}.`,
    allowed: (actions, more) => `allowed: ${withMore(actions, more)}`,
    denied: (actions, more) => `not allowed: ${withMore(actions, more)}`,
    deniedTodo: (command) =>
      `Attach the policy that \`login-watch policy ${command}\` prints, or use a profile that has it.`,
    open: (actions, more) => `could not be determined: ${withMore(actions, more)}`,
    openTodo: (command) => `Compare with the policy that \`login-watch policy ${command}\` prints.`,
    none: 'none needed with these settings',
    on: (action, resource) => `${action} on ${resource}`,
    summary: (allowed, all) => (allowed === all ? `all ${all} commands ✔` : `${allowed} of ${all} commands ✔`),
  },
  settings: {
    noFile: 'no login-watch.yaml here or in any folder above: no trusted network, no channel',
    noFileTodo: 'Write one (`login-watch init` asks for its contents), or name one with --config.',
    good: (file) => `${file} is valid`,
    remarksTodo: (file) => `Change ${file}, unless that is what you want.`,
  },
  secrets: {
    noSettings: 'the secrets are named in the settings, which have mistakes',
    none: 'the settings name none',
    unreadable: (place) => `${place} can't be read without credentials`,
    good: (place) => `${place} is present, in the right form`,
    bad: (place, why) => `${place}: ${why}`,
    noVariable: (name) => `The environment variable ${name} is not set`,
    noVariableTodo: (name) => `Set ${name}, or name another place in login-watch.yaml.`,
  },
};
