/** A user agent in a few words: callers can send any text, so this is only a hint. */
import type { Language } from '../language.ts';

// The order decides: Edge and Opera also say Chrome, Chrome also says Safari.
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//, 'Safari'],
  [/^aws-cli\/(\d+)/, 'AWS CLI'],
  [/^Boto3?\/(\d+)/i, 'Boto'],
  [/^aws-sdk-[a-z-]+\/(\d+)/i, 'AWS SDK'],
  [/^(?:APN\/\S+ )?HashiCorp\/\S+ Terraform\/(\d+)/, 'Terraform'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows NT/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];
/** Browsers' user agents are shorter. */
const READ = 400;

const ON: Readonly<Record<Language, (program: string, system: string) => string>> = {
  en: (program, system) => `${program} on ${system}`,
  ja: (program, system) => `${program}（${system}）`,
};

/** `Chrome 142 on Windows`; undefined for an unknown program. */
export function browserOf(userAgent: string | undefined, language: Language): string | undefined {
  const text = userAgent?.slice(0, READ) ?? '';
  for (const [pattern, name] of PROGRAMS) {
    const version = pattern.exec(text)?.[1];
    if (version === undefined) continue;
    const system = SYSTEMS.find(([sign]) => sign.test(text))?.[1];
    return system === undefined ? `${name} ${version}` : ON[language](`${name} ${version}`, system);
  }
  return undefined;
}
