import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { MARK, SECRETIVE_DAY, SECRETIVE_SETTINGS, SECRETS } from '../../helpers/records/secretive.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  mkdirSync(join(cwd, MARK));
  writeFileSync(join(cwd, MARK, 'trail.ndjson'), SECRETIVE_DAY.map((one) => `${JSON.stringify(one)}\n`).join(''));
  writeFileSync(join(cwd, MARK, 'notes.txt'), 'no records');
  writeFileSync(join(cwd, 'login-watch.yaml'), SECRETIVE_SETTINGS);
});
afterEach(() => rmSync(cwd, { recursive: true }));

async function replay(...args: readonly string[]) {
  const host = fakeHost({ cwd, columns: 160 });
  const exit = await run(['replay', '--rules', 'all', '--file', join(cwd, MARK), ...args], host);
  return { exit, out: host.out(), err: host.err() };
}

const leaks = (text: string) => SECRETS.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));

describe('--redact', () => {
  test('every secret of the day is in a report without it', async () => {
    const { out } = await replay('--format', 'json', '--raw');
    expect(leaks(out)).toEqual(SECRETS);
  });

  test.each([
    ['table'],
    ['table', '--language', 'ja'],
    ['table', '--group-by', 'user'],
    ['json', '--group-by', 'account'],
    ['ndjson'],
    ['csv'],
    ['csv', '--language', 'ja'],
    ['json', '--user', `${MARK}-alice`, '--ip', '198.51.100.0/24'],
  ])('lets none of them out: --format %s %s %s', async (format, ...args) => {
    const { out } = await replay('--redact', '--format', format, ...args.filter((one) => one !== undefined));
    expect(leaks(out)).toEqual([]);
    expect(out).toMatch(format === 'csv' || format === 'ndjson' ? /person-1/ : /(?:person|account)-1/);
  });

  test('keeps what a reader needs: rules, times, severities, and who is the same', async () => {
    const plain = JSON.parse((await replay('--format', 'json')).out);
    const redacted = JSON.parse((await replay('--format', 'json', '--redact')).out);
    const kept = ({ findings }: typeof plain) =>
      findings.map(({ id, time, severity, region, eventName, mfa, outcome, events, attack }: (typeof findings)[0]) => ({
        id,
        time,
        severity,
        region,
        eventName,
        mfa,
        outcome,
        events,
        attack,
      }));
    expect(kept(redacted)).toEqual(kept(plain));
    expect(redacted.counts).toEqual(plain.counts);
    const standIns = new Map<string, string>();
    for (const [at, { actor, sourceIp, account, network }] of plain.findings.entries()) {
      const other = redacted.findings[at];
      for (const [original, standIn] of [
        [actor.name, other.actor.name],
        [sourceIp, other.sourceIp],
        [account, other.account],
      ]) {
        expect(standIns.get(original) ?? standIn).toBe(standIn);
        standIns.set(original, standIn);
      }
      expect(other.network.verdict).toBe(network.verdict);
    }
    expect(new Set(standIns.values()).size).toBe(standIns.size);
    expect(redacted.stories.map(({ text }: { text: string }) => text)).toContain(
      'person-2 from address-2: 8 failed sign-ins, then in without MFA',
    );
    expect(redacted.stories.length).toBe(plain.stories.length);
  });

  test('no command leads back to a record', async () => {
    expect((await replay('--format', 'table')).out).toContain('login-watch session ');
    for (const format of ['table', 'json'])
      expect((await replay('--format', format, '--redact')).out).not.toContain('login-watch session ');
  });

  test('an own rule has a stand-in too', async () => {
    const { findings } = JSON.parse((await replay('--format', 'json', '--redact')).out);
    expect(findings.map(({ rule, title }: { rule: string; title: string }) => `${rule} ${title}`)).toContain(
      'own-rule-1 Own rule 1',
    );
  });

  test('and --raw exclude each other', async () => {
    const { exit, err, out } = await replay('--redact', '--raw', '--format', 'json');
    expect({ exit, out }).toEqual({ exit: EXIT.wrongUse, out: '' });
    expect(err).toContain("--redact and --raw can't be combined");
  });
});
