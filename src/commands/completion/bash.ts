/** The tree of commands -> a script for bash, from 3.2 (macOS) on. */
import { type Flag, type Node, nodesOf, type Operand, type Values } from './tree.ts';

export function bashScript(program: Node): string {
  const nodes = nodesOf(program);
  return `# bash completion of login-watch; made by \`login-watch completion bash\`.

# What follows an option: sets kind, words and many; fails where nothing does.
__login_watch_value() {
  many=''
  case "$1 $2" in
${valueCases(nodes).join('\n')}
    *) return 1 ;;
  esac
}

# What may stand at a place of a command: its number from 0 on.
__login_watch_place() {
  kind='any' words=''
  case "$1 $2" in
${placeCases(nodes).join('\n')}
  esac
}

__login_watch_commands() {
  case "$1" in
${nodes.flatMap(commandCase).join('\n')}
  esac
}

__login_watch_options() {
  case "$1" in
${nodes.map(optionCase).join('\n')}
  esac
}

${WALK}
complete -F __login_watch login-watch aws-login-watch
`;
}

/** Cases with the same body are one; a pattern is never told twice. */
function valueCases(nodes: readonly Node[]): string[] {
  const byBody = new Map<string, string[]>();
  for (const node of nodes) {
    for (const { names, values, isMany } of node.flags) {
      if (values === undefined) continue;
      const body = `${set(values)}${isMany ? " many='yes'" : ''}`;
      const patterns = names.map((name) => quote(`${node.path.join(' ')} ${name}`));
      byBody.set(body, [...(byBody.get(body) ?? []), ...patterns]);
    }
  }
  return [...byBody].map(([body, patterns]) => `    ${patterns.join(' | ')}) ${body} ;;`);
}

function placeCases(nodes: readonly Node[]): string[] {
  // An argument of many values is a command's last one.
  const caseOf = ({ path }: Node, { values, isMany }: Operand, at: number) =>
    values.kind === 'any'
      ? []
      : [`    ${quote(`${path.join(' ')} ${isMany ? '' : at}`)}${isMany ? '[0-9]*' : ''}) ${set(values)} ;;`];
  return nodes.flatMap((node) => node.operands.flatMap((operand, at) => caseOf(node, operand, at)));
}

function commandCase({ path, children }: Node): string[] {
  if (children.length === 0) return [];
  return [`    ${quote(path.join(' '))}) words=${quote(children.map(({ name }) => name).join(' '))} ;;`];
}

const optionCase = ({ path, flags }: Node) =>
  `    ${quote(path.join(' '))}) words=${quote(flags.flatMap(({ names }: Flag) => names).join(' '))} ;;`;

const set = (values: Values) =>
  `kind=${quote(values.kind)} words=${quote('words' in values ? values.words.join(' ') : '')}`;

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Reads the line up to the cursor as the program would, then offers what may come next. */
const WALK = String.raw`__login_watch() {
  local cur=${'$'}{COMP_WORDS[COMP_CWORD]} path='' pending='' place=0 raw='' kind='any' words='' many='' at word
  COMPREPLY=()
  # bash cuts --option=value at the equals sign.
  if [ "$cur" = '=' ]; then cur=''; fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=${'$'}{COMP_WORDS[at]}
    if [ "$word" = '=' ]; then continue; fi
    if [ -n "$raw" ]; then place=$((place + 1)); continue; fi
    case "$word" in
      --) raw='yes' pending='' ;;
      -?*) if __login_watch_value "$path" "$word"; then pending=$word; else pending=''; fi ;;
      *)
        if [ -n "$pending" ]; then
          __login_watch_value "$path" "$pending"
          if [ -z "$many" ]; then pending=''; fi
          continue
        fi
        words=''
        __login_watch_commands "$path"
        case " $words " in
          *" $word "*) path=${'$'}{path:+$path }$word ;;
          *) place=$((place + 1)) ;;
        esac
        ;;
    esac
  done

  kind='any' words=''
  if [ -n "$pending" ] && [[ $cur != -* ]]; then
    __login_watch_value "$path" "$pending"
  elif [ -z "$raw" ] && [[ $cur == -* ]]; then
    __login_watch_options "$path"
    kind='words'
  else
    if [ -z "$raw" ]; then __login_watch_commands "$path"; fi
    if [ -n "$words" ]; then kind='words'; else __login_watch_place "$path" "$place"; fi
  fi

  case "$kind" in
    words) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
    list)
      local before=''
      if [[ $cur == *,* ]]; then before=${'$'}{cur%,*},; fi
      COMPREPLY=($(compgen -P "$before" -W "$words" -- "${'$'}{cur##*,}"))
      ;;
    file)
      local IFS=$'\n'
      compopt -o filenames 2>/dev/null
      COMPREPLY=($(compgen -f -- "$cur"))
      ;;
  esac
}
`;
