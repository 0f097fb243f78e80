extension CompletionScript {
    /// A function for `fpath`, or to be sourced after `compinit`.
    var zsh: String {
        """
        #compdef \(root.name)
        # zsh completion of \(root.name), written by `\(root.name) completion zsh`
        _\(root.name)_subcommands() {
            subcommands=()
            case "$1" in
        \(cases("subcommands") { $0.subcommands.map { entry($0.name, $0.summary) } })
            esac
        }
        _\(root.name)_options() {
            options=()
            case "$1" in
        \(cases("options") { options($0).map { entry("--\($0.name)", $0.summary) } + [entry("--help", "Show help.")] })
            esac
        }
        _\(root.name)_values() {
            values=()
            case "$1" in
        \(valueCases)
            esac
        }
        _\(root.name)_propose() {
            if [[ ${values[1]} == :path ]]; then _files; elif (( $#values )); then compadd -a values; fi
        }
        _\(root.name)() {
            local command_path=\(root.name) pending='' word
            local -a subcommands options values
            for word in "${(@)words[2,CURRENT-1]}"; do
                if [[ -n $pending ]]; then
                    pending=''
                elif [[ $word == -* ]]; then
                    case "$word" in
                        \(valueSpellings.joined(separator: "|"))) pending="$word" ;;
                    esac
                else
                    _\(root.name)_subcommands "$command_path"
                    [[ -n ${subcommands[(r)$word:*]} ]] && command_path="$command_path $word"
                fi
            done
            if [[ -z $pending && $PREFIX == --*=* ]]; then
                pending="${PREFIX%%=*}"
                compset -P '*='
            fi
            if [[ -n $pending ]]; then
                _\(root.name)_values "$command_path $pending"
                _\(root.name)_propose
            elif [[ $PREFIX == -* ]]; then
                _\(root.name)_options "$command_path"
                _describe -t options option options
            else
                _\(root.name)_subcommands "$command_path"
                (( $#subcommands )) && _describe -t commands command subcommands
                _\(root.name)_values "$command_path @"
                _\(root.name)_propose
            fi
        }
        if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
            _\(root.name) "$@"
        else
            compdef _\(root.name) \(root.name)
        fi

        """
    }

    private func entry(_ name: String, _ summary: String) -> String { CompletionScript.quoted("\(name):\(summary)") }

    private func cases(_ variable: String, _ words: (Command) -> [String]) -> String {
        let filled = nodes.map { ($0.path, words($0.command)) }.filter { !$0.1.isEmpty }
        return filled.map { "        '\($0.0)') \(variable)=(\($0.1.joined(separator: " "))) ;;" }
            .joined(separator: "\n")
    }

    private var valueCases: String {
        let filled = nodes.flatMap { path, command -> [(String, String)] in
            let named = options(command).filter(\.takesValue).flatMap { option in
                spellings(option).map { ("\(path) \($0)", values(option.kind)) }
            }
            return named + [("\(path) @", argumentValues(command))]
        }
        return filled.filter { !$0.1.isEmpty }.map { "        '\($0.0)') values=(\($0.1)) ;;" }
            .joined(separator: "\n")
    }
}
