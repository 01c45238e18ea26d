/** A real pseudo-terminal, driven through tmux: the text on its screen, and keys pressed. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CLEAN_ENV, PROGRAM } from './run-cli.ts';

const run = promisify(execFile);

export const hasTmux: boolean = spawnSync('tmux', ['-V']).status === 0;

const PATIENCE = 30_000;
/** Printed by the shell around the program. */
const ENDED = 'ended with status';

export interface TerminalOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
}

export class Terminal {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Starts the program in a terminal of its own. */
  static async start(argv: readonly string[], { cwd, env = {}, columns = 80 }: TerminalOptions): Promise<Terminal> {
    const folder = await mkdtemp(join(tmpdir(), 'login-watch-terminal-'));
    const terminal = new Terminal(folder);
    const variables = { ...CLEAN_ENV, TERM: 'screen-256color', LC_ALL: 'C.UTF-8', TZ: 'Asia/Tokyo', ...env };
    // An empty one is omitted: Node.js warns of NO_COLOR next to FORCE_COLOR, even if empty.
    const words = Object.entries(variables).flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`]));
    const command = [process.execPath, PROGRAM, ...argv].map(quoted).join(' ');
    // The shell outlives Ctrl-C, so that it can print the program's status.
    const line = `trap : INT; env -i ${words.map(quoted).join(' ')} ${command}; echo "${ENDED} $?"; sleep 600`;
    const size = ['-x', String(columns), '-y', '60'];
    await terminal.#tmux('new-session', '-d', ...size, '-c', cwd, 'sh', '-c', line);
    return terminal;
  }

  /** All text shown, without redrawn lines; long lines are whole. */
  async screen(): Promise<string> {
    return (await this.#tmux('capture-pane', '-p', '-J', '-S', '-')).trimEnd();
  }

  /** The same with its colours, as ANSI codes. */
  async painted(): Promise<string> {
    return (await this.#tmux('capture-pane', '-p', '-e', '-S', '-')).trimEnd();
  }

  /** Waits until the open question begins with this text. */
  async question(text: string): Promise<void> {
    await this.#until((screen) => openQuestion(screen).startsWith(text), `the question "${text}"`);
  }

  async text(text: string): Promise<void> {
    await this.#until((screen) => screen.includes(text), `"${text}"`);
  }

  /** Names of keys as tmux has them: `Enter`, `Escape`, `Space`, `Down`, `C-c`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#tmux('send-keys', key);
  }

  async type(text: string): Promise<void> {
    await this.#tmux('send-keys', '-l', text);
  }

  /** The exit status, once the program has ended. */
  async end(): Promise<number> {
    await this.#until((screen) => screen.includes(ENDED), 'the end');
    return Number(/ended with status (\d+)/.exec(await this.screen())?.[1]);
  }

  async close(): Promise<void> {
    await this.#tmux('kill-server').catch(() => undefined);
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #until(holds: (screen: string) => boolean, what: string): Promise<void> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const screen = await this.screen();
      if (holds(screen)) return;
      if (Date.now() > end) throw new Error(`${what} did not come. The screen:\n${screen}`);
      await delay(40);
    }
  }

  async #tmux(...args: readonly string[]): Promise<string> {
    const env = { ...process.env, LC_ALL: 'C.UTF-8', TMUX: '' };
    const { stdout } = await run('tmux', ['-u', '-f', '/dev/null', '-S', join(this.#folder, 'tmux'), ...args], { env });
    return stdout;
  }
}

const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

/** The last unanswered question; with `--plain`, the last line. */
function openQuestion(screen: string): string {
  const lines = screen.split('\n').filter((line) => line.trim() !== '');
  const place = lines.findLastIndex((line) => /^[?✔] /.test(line));
  const line = place < 0 ? lines.at(-1) : lines[place];
  return (line ?? '').replace(/^\? /, '');
}
