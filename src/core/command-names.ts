/** Names of the program's commands. */
import type { ChannelKind } from './settings.ts';

/** `test-slack`, `test-chatwork`, …: a command for each kind of channel. */
export type ChannelTest = `test-${ChannelKind}`;

/** Every command of the program. */
export type CommandName =
  | 'init'
  | 'replay'
  | 'session'
  | 'watch'
  | 'athena'
  | 'demo'
  | 'forecast'
  | 'rules'
  | 'config'
  | 'secret'
  | 'deploy'
  | 'policy'
  | 'test'
  | ChannelTest
  | 'status'
  | 'audit'
  | 'logins'
  | 'redrive'
  | 'template'
  | 'destroy'
  | 'doctor'
  | 'confirm-email'
  | 'completion';
