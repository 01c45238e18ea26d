/** The tree of commands -> a script for fish. */
import { type Flag, type Node, nodesOf, type Values } from './tree.ts';

export function fishScript(program: Node): string {
  const nodes = nodesOf(program);
  const lines = nodes.flatMap((node) => [
    ...node.flags.map((flag) => complete(node, flagWords(flag))),
    ...node.children.map((child) => complete(node, ['-a', quote(child.name), '-d', quote(child.summary)])),
    ...node.operands.flatMap(({ values }) => operandWords(values).map((words) => complete(node, words))),
  ]);
  return `# fish completion of login-watch; made by \`login-watch completion fish\`.

# The command that stands on the line so far, as \`rules show\`.
function __login_watch_path
    set -l path
    set -l skip
    set -l words (commandline -opc)
    set -e words[1]
    for word in $words
        if test -n "$skip"
            set skip
            continue
        end
        switch $word
            case '--'
                break
            case ${valued(nodes)}
                set skip yes
            case '-*'
            case '*'
                set -l next (string join ' ' -- $path $word)
                if contains -- $next ${nodes.slice(1).map(pathOf).map(quote).join(' ')}
                    set path $next
                end
        end
    end
    echo -- "$path"
end

function __login_watch_is
    test (__login_watch_path) = "$argv"
end

for name in login-watch aws-login-watch
    complete -c $name -f
${lines.map((line) => `    ${line}`).join('\n')}
end
`;
}

const pathOf = ({ path }: Node) => path.join(' ');

/** Options with a value that has to be there: the word after them is no command. */
function valued(nodes: readonly Node[]): string {
  const names = nodes.flatMap(({ flags }) =>
    flags.flatMap((flag) => (flag.values === undefined || flag.isOptional ? [] : flag.names)),
  );
  return [...new Set(names)].map(quote).join(' ');
}

const complete = (node: Node, words: readonly string[]) =>
  ['complete -c $name -n', quote(`__login_watch_is ${pathOf(node)}`.trimEnd()), ...words].join(' ');

function flagWords({ names, summary, values, isOptional }: Flag): string[] {
  const forms = names.flatMap((name) => (name.startsWith('--') ? ['-l', name.slice(2)] : ['-s', name.slice(1)]));
  return [...forms, ...(values === undefined ? [] : valueWords(values, isOptional)), '-d', quote(summary)];
}

function valueWords(values: Values, isOptional: boolean): string[] {
  if (isOptional) return [];
  if (values.kind === 'file') return ['-r', '-F'];
  return values.kind === 'any' ? ['-x'] : ['-x', '-a', quote(values.words.join(' '))];
}

function operandWords(values: Values): readonly string[][] {
  if (values.kind === 'file') return [['-F']];
  return values.kind === 'any' ? [] : [['-a', quote(values.words.join(' '))]];
}

const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
