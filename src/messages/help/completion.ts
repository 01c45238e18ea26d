/** Help of `login-watch completion`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type CompletionHelp = HelpWords<{ arguments: 'shell'; examples: 'bash' | 'zsh' | 'fish' }>;

const en: CompletionHelp = {
  description:
    'Prints a script that completes commands, options and their values in your shell.\nThe script runs no program and makes no request. Print it again after each update of login-watch.',
  arguments: { shell: 'the shell' },
  examples: { bash: 'bash, in ~/.bashrc', zsh: 'zsh, in ~/.zshrc after compinit', fish: 'fish, once' },
};

const ja: CompletionHelp = {
  description:
    'コマンド、オプション、値をシェルで補完するスクリプトを出力します。\nスクリプトはプログラムの起動も通信もしません。login-watchを更新したら、もう一度出力してください。',
  arguments: { shell: 'シェル' },
  examples: {
    bash: 'bash：~/.bashrc に記述',
    zsh: 'zsh：~/.zshrc の compinit より後に記述',
    fish: 'fish：1回だけ実行',
  },
};

export const COMPLETION_HELP: WordTable<CompletionHelp> = { en, ja };
