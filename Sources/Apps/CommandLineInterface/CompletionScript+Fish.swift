extension CompletionScript {
    /// A script for `~/.config/fish/completions`.
    var fish: String {
        let head = """
            # fish completion of \(root.name), written by `\(root.name) completion fish`
            function __\(root.name)_at --description 'Whether the words so far lead to a command'
                set -l path \(root.name)
                set -l pending no
                set -l words (commandline -opc)
                for word in $words[2..-1]
                    if test $pending = yes
                        set pending no
                        continue
                    end
                    switch $word
                        case \(valueSpellings.joined(separator: " "))
                            set pending yes
                        case '-*'
                        case '*'
                            contains -- "$path $word" \(paths) && set path "$path $word"
                    end
                end
                test "$path" = "$argv[1]"
            end
            complete -c \(root.name) -f

            """
        return head + nodes.flatMap(lines).map { $0 + "\n" }.joined()
    }

    private var paths: String { nodes.map { CompletionScript.quoted($0.path) }.joined(separator: " ") }

    private func lines(_ path: String, _ command: Command) -> [String] {
        let start = "complete -c \(root.name) -n \(CompletionScript.quoted("__\(root.name)_at \"\(path)\""))"
        let subcommands = command.subcommands.map {
            "\(start) -a \($0.name) -d \(CompletionScript.quoted($0.summary))"
        }
        let arguments = argumentValues(command)
        let positional =
            arguments.isEmpty
            ? [] : [arguments == ":path" ? "\(start) -F" : "\(start) -a \(CompletionScript.quoted(arguments))"]
        return subcommands + positional + options(command).map { "\(start) \(words($0))" } + ["\(start) -s h -l help"]
    }

    private func words(_ option: CommandOption) -> String {
        let letter = option.letter.map { "-s \($0) " } ?? ""
        let name = "\(letter)-l \(option.name) -d \(CompletionScript.quoted(option.summary))"
        guard option.takesValue else { return name }
        let values = values(option.kind)
        if values == ":path" { return name + " -r -F" }
        return name + " -x" + (values.isEmpty ? "" : " -a \(CompletionScript.quoted(values))")
    }
}
