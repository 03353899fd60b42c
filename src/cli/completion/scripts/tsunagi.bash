# Completion for bash 4 or later; in ~/.bashrc: source <(tsunagi completion bash)
# Asks the program what can come next, so that completion follows the rules in force. Its output is never evaluated.

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
