# Completion for fish: tsunagi completion fish > ~/.config/fish/completions/tsunagi.fish
# Asks the program what can come next, so that completion follows the rules in force. Its output is never evaluated.

function __tsunagi_complete
    # Before fish 4, -o is what -x is now.
    set -l typed (commandline -xpc 2>/dev/null; or commandline -opc)
    set -l current (commandline -ct)
    set -l lines (command tsunagi completion fish -- $typed[2..] "$current" 2>/dev/null)
    set -l kind $lines[1]
    for line in $lines[2..]
        printf '%s\n' $line
    end
    set -l option (string match -r -- '^--[^=]+=' "$current")
    set -l path (string replace -r -- '^--[^=]+=' '' "$current")
    switch "$kind"
        case files
            __fish_complete_path "$path" | string replace -r -- '^' "$option"
        case folders
            __fish_complete_directories "$path" '' | string replace -r -- '^' "$option"
    end
end

complete -c tsunagi -f -a '(__tsunagi_complete)'
