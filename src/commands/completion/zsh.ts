/** The tree of commands -> a script for zsh: https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
import { type Flag, type Node, nodesOf, type Operand, type Values } from './tree.ts';

export function zshScript(program: Node): string {
  return `#compdef login-watch aws-login-watch
# zsh completion of login-watch; made by \`login-watch completion zsh\`.

${nodesOf(program).map(functionOf).join('\n')}
if [ "$funcstack[1]" = '_login-watch' ]; then
  _login-watch "$@"
else
  compdef _login-watch login-watch aws-login-watch
fi
`;
}

const nameOf = ({ path }: Node) => ['_login-watch', ...path].join('_');

function functionOf(node: Node): string {
  const specs = [
    ...node.flags.map(flagSpec),
    ...(node.children.length > 0 ? ["'1: :->command'", "'*:: :->rest'"] : node.operands.map(operandSpec)),
  ];
  const call = ['_arguments -C', ...specs].join(' \\\n    ');
  if (node.children.length === 0) return `${nameOf(node)}() {\n  ${call}\n}\n`;
  return `${nameOf(node)}() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  ${call}
  case $state in
    command)
      local -a commands
      commands=(
${node.children.map(({ name, summary }) => `        ${quote(`${name}:${summary.replaceAll(':', '\\:')}`)}`).join('\n')}
      )
      _describe -t commands command commands
      ;;
    rest)
      case $line[1] in
${node.children.map((child) => `        ${child.name}) ${nameOf(child)} ;;`).join('\n')}
      esac
      ;;
  esac
}
`;
}

/** `'(-y --yes)'{-y,--yes}'[do not ask]'`; one that takes many may stand again. */
function flagSpec({ names, summary, values, isOptional, isMany }: Flag): string {
  const told = summary.replace(/[[\]\\]/g, '\\$&');
  const value = values === undefined ? '' : `:${isOptional ? ':' : ''} :${actionOf(values)}`;
  const text = quote(`[${told}]${value}`);
  // An equals sign: the value may stand in the same word, too.
  const spelt = names.map((name) => (values !== undefined && !isOptional && name.startsWith('--') ? `${name}=` : name));
  const forms = spelt.length === 1 ? spelt[0] : `{${spelt.join(',')}}`;
  return `${isMany ? "'*'" : quote(`(${names.join(' ')})`)}${forms}${text}`;
}

const operandSpec = ({ name, values, isMany }: Operand, at: number) =>
  quote(`${isMany ? '*' : at + 1}:${isMany ? '' : ':'}${name}:${actionOf(values)}`);

function actionOf(values: Values): string {
  switch (values.kind) {
    case 'file':
      return '_files';
    case 'any':
      return ' ';
    case 'words':
      return `(${values.words.join(' ')})`;
    case 'list':
      return `_sequence compadd - ${values.words.join(' ')}`;
  }
}

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
