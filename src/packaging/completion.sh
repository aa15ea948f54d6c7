#!/bin/sh
# Completion of commands, options and their words, from what the program itself says:
#     completion.sh PROGRAM bash > actorgraph        completion.sh PROGRAM zsh > _actorgraph
set -eu
program=$1
commands=$("$program" --help | sed -n 's/^  \([a-z-]*\)  *[^ ].*/\1/p' | grep -v '^actorgraph$')

# "--view ties|actors|…" lines of a command: the option, and its words where it has some.
options() {
    "$program" "$1" --help | sed -n 's/^  \(-[-a-z]*\)\( \{0,1\}[^ ]*\).*/\1\2/p'
}

all=$(echo $commands)
if [ "$2" = zsh ]; then
    printf '#compdef actorgraph\nautoload -U +X bashcompinit && bashcompinit\n'
fi
cat <<EOF
_actorgraph() {
    local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} options= words=
    COMPREPLY=()
    if [ "\$COMP_CWORD" = 1 ]; then
        COMPREPLY=(\$(compgen -W "$all --help --version" -- "\$word"))
        return
    fi
    case "\${COMP_WORDS[1]}:\$before" in
EOF
for c in $commands; do
    options "$c" | while read -r option words; do
        case "$words" in
        *\|*) printf '    %s:%s) words="%s" ;;\n' "$c" "$option" "$(echo "$words" | tr '|' ' ')" ;;
        esac
    done
done
printf '    esac\n    case "${COMP_WORDS[1]}" in\n'
for c in $commands; do
    printf '    %s) options="%s" ;;\n' "$c" "$(options "$c" | sed 's/ .*//' | tr '\n' ' ')"
done
cat <<'EOF'
    esac
    if [ -n "$words" ]; then
        COMPREPLY=($(compgen -W "$words" -- "$word"))
    elif [ "${word#-}" != "$word" ]; then
        COMPREPLY=($(compgen -W "$options --help" -- "$word"))
    else
        COMPREPLY=($(compgen -f -- "$word"))
    fi
}
complete -o filenames -F _actorgraph actorgraph
EOF
