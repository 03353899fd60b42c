# Completion for bash 4 or later; in ~/.bashrc: source <(tsunagi completion bash)
# What may come next is asked of the program, so that it is right for the rules in force. Nothing that it says is evaluated.

_tsunagi() {
  local answer kind word
  COMPREPLY=()
  answer=$(command tsunagi completion bash -- "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null) || return
  {
    read -r kind
    while IFS=$'\t' read -r word _; do COMPREPLY+=("$word"); done
  } <<<"$answer"
  case $kind in
    files) compopt -o default ;;
    folders) compopt -o filenames -o plusdirs ;;
  esac
  if [[ ${COMPREPLY-} == *[=,] ]]; then compopt -o nospace; fi
}

complete -F _tsunagi tsunagi
