# What zsh offers after lines: `zsh -f capture.zsh SCRIPT LINE...` prints each word on a line of its own, and an empty line after each line.
zmodload zsh/zpty
zpty shell zsh -f -i

# What is typed ends with a line that only its output has.
say() {
  zpty -w shell "$1; print \$((40 + 2))ready"
  zpty -r shell output '*42ready*'
}

say 'PS1= PS2= RPS1=; autoload -Uz compinit; compinit -u -D'
say 'compadd() {
  [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]] && { builtin compadd "$@"; return }
  local -a hits; builtin compadd -A hits "$@"
  (($#hits)) && print -l -- "" "hit:"$^hits
  builtin compadd "$@"
}'
say 'ended() { print "\nended" }'
say 'offer() { comppostfuncs=(ended); zle complete-word; BUFFER= }; zle -N offer; bindkey "^I" offer; unsetopt list_beep'
say "source ${(q)1}"
for line in "${@:2}"; do
  zpty -w -n shell "$line"$'\t'
  zpty -r shell output $'*\nended*'
  print -rl -- ${${(M)${(f)${output//$'\r'}}:#hit:*}#hit:} ''
done
zpty -d shell
