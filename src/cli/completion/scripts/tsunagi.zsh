#compdef tsunagi
# Completion for zsh: tsunagi completion zsh > a file named _tsunagi in a folder of $fpath,
# or in ~/.zshrc behind compinit: source <(tsunagi completion zsh)
# Asks the program what can come next, so that completion follows the rules in force. Its output is never evaluated.

_tsunagi() {
  local line
  local -a typed lines words_shown words_meant
  (( CURRENT > 2 )) && typed=("${(@Q)words[2,CURRENT-1]}")
  lines=("${(@f)$(command tsunagi completion zsh -- "${typed[@]}" "${(Q)PREFIX}" 2>/dev/null)}")
  local kind=$lines[1]
  for line in "${(@)lines[2,-1]}"; do
    local word=${line%%$'\t'*} about=${line#*$'\t'}
    local shown=${word//:/\\:}${about:+:${about//\\/\\\\}}
    words_shown+=("$shown") words_meant+=("$word")
  done
  local ret=1
  (( $#words_meant )) && _describe -t values tsunagi words_shown words_meant && ret=0
  if [[ $kind == (files|folders) ]]; then
    compset -P '--[^=]##='
    if [[ $kind == files ]]; then _files && ret=0; else _files -/ && ret=0; fi
  fi
  return ret
}

if [[ $funcstack[1] == _tsunagi ]]; then _tsunagi "$@"; else compdef _tsunagi tsunagi; fi
