extension CompletionScript {
    /// Needs nothing but bash itself; `=` may or may not break words.
    var bash: String {
        """
        # bash completion of \(root.name), written by `\(root.name) completion bash`
        _\(root.name)_subcommands() {
            case "$1" in
        \(cases { $0.subcommands.map(\.name).joined(separator: " ") })
            esac
        }
        _\(root.name)_options() {
            case "$1" in
        \(cases { (options($0).map { "--\($0.name)" } + ["--help"]).joined(separator: " ") })
            esac
        }
        _\(root.name)_values() {
            case "$1" in
        \(valueCases)
            esac
        }
        _\(root.name)() {
            local current="${COMP_WORDS[COMP_CWORD]}" path=\(root.name) pending='' word index proposals
            for ((index = 1; index < COMP_CWORD; index++)); do
                word="${COMP_WORDS[index]}"
                if [[ $word == '=' ]]; then
                    continue
                elif [[ -n $pending ]]; then
                    pending=''
                elif [[ $word == -* ]]; then
                    case "$word" in
                        \(valueSpellings.joined(separator: "|"))) pending="$word" ;;
                    esac
                elif [[ " $(_\(root.name)_subcommands "$path") " == *" $word "* ]]; then
                    path="$path $word"
                fi
            done
            [[ $current == '=' ]] && current=''
            if [[ -n $pending ]]; then
                proposals="$(_\(root.name)_values "$path $pending")"
            elif [[ $current == -* ]]; then
                proposals="$(_\(root.name)_options "$path")"
            else
                proposals="$(_\(root.name)_subcommands "$path") $(_\(root.name)_values "$path @")"
            fi
            COMPREPLY=()
            if [[ $proposals == *:path* ]]; then
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -f -- "$current")
                proposals="${proposals//:path/}"
            fi
            mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$proposals" -- "$current")
        }
        complete -F _\(root.name) \(root.name)

        """
    }

    private func cases(_ words: (Command) -> String) -> String {
        let filled = nodes.map { ($0.path, words($0.command)) }.filter { !$0.1.isEmpty }
        return lines(filled)
    }

    /// `path --option` and `path @` (for the arguments) with what may stand there.
    private var valueCases: String {
        let filled = nodes.flatMap { path, command -> [(String, String)] in
            let named = options(command).filter(\.takesValue).flatMap { option in
                spellings(option).map { ("\(path) \($0)", values(option.kind)) }
            }
            return named + [("\(path) @", argumentValues(command))]
        }
        return lines(filled.filter { !$0.1.isEmpty })
    }

    private func lines(_ cases: [(String, String)]) -> String {
        guard !cases.isEmpty else { return "        *) ;;" }
        return cases.map { "        '\($0.0)') echo \(CompletionScript.quoted($0.1)) ;;" }.joined(separator: "\n")
    }
}
