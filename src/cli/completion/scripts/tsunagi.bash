# Completion for bash 4 or later; in ~/.bashrc: source <(tsunagi completion bash)
# Asks the program what can come next, so that completion follows the rules in force. Its output is never evaluated.

_tsunagi() {
  local line=${COMP_LINE:0:COMP_POINT} words current kept answer kind word
  COMPREPLY=()
  # Without -r, a backslash keeps a blank in its word.
  read -a words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  words=("${words[@]//[\"\']/}")
  current=${words[${#words[@]} - 1]}
  # Bash completes only what follows the last of the characters at which it breaks words.
  kept=${current%"${current##*["$COMP_WORDBREAKS"]}"}
  answer=$(command tsunagi completion bash -- "${words[@]:1}" 2>/dev/null) || return
  {
    read -r kind
    while IFS=$'\t' read -r word _; do [[ $word == "$current"* ]] && COMPREPLY+=("${word#"$kept"}"); done
  } <<<"$answer"
  case $kind in
    files) compopt -o default ;;
    folders) compopt -o filenames -o plusdirs ;;
  esac
}

complete -F _tsunagi tsunagi
