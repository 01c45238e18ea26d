/** Answers that flags give beforehand. */
import type { SecretKind } from '../../../channels/kinds.ts';

/** Answers by question; undefined means: ask, or with `--yes` take what is suggested. */
export interface InitAnswers {
  readonly change: string | undefined;
  readonly trail: string | undefined;
  /** The owner of the bucket that `trail` names. */
  readonly trailAccount: string | undefined;
  readonly pipelines: string | undefined;
  readonly channels: string | undefined;
  readonly room: string | undefined;
  readonly pagerduty: string | undefined;
  readonly sign: string | undefined;
  readonly mail: string | undefined;
  readonly health: string | undefined;
  readonly stored: string | undefined;
  readonly trustOwn: string | undefined;
  readonly trusted: string | undefined;
  readonly alertLanguage: string | undefined;
  readonly timezone: string | undefined;
  readonly hours: string | undefined;
  readonly mute: string | undefined;
  readonly accounts: string | undefined;
  readonly names: string | undefined;
  readonly rules: string | undefined;
  readonly forecast: string | undefined;
  readonly quiet: string | undefined;
}

/** Location of a secret: a variable, or the parameter that holds it. */
export interface SecretSource {
  readonly kind: SecretKind;
  readonly from: 'env' | 'ssm';
  readonly name: string;
}
