namespace Holdfast.Completion;

/// <summary>
/// One script for each shell. All ask the executable that stands on the line, which knows its verbs, by the directive
/// <c>[suggest:POSITION]</c> of System.CommandLine: what was typed behind the program's name, and where the cursor is in it.
/// </summary>
/// <remarks>Options are offered from a dash on; other spellings of help (<c>/h</c>) never. Where nothing is known, files are offered.</remarks>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completes commands of holdfast in bash: source <(holdfast completion bash)
        _holdfast() {
          local typed="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" found
          typed="${typed#"${typed%%[![:space:]]*}"}"
          typed="${typed#*[[:space:]]}"
          found=$("${COMP_WORDS[0]}" "[suggest:${#typed}]" "$typed" 2>/dev/null) || return
          [[ $word == -* ]] || found=$(grep -v '^[-/]' <<<"$found")
          mapfile -t COMPREPLY < <(compgen -W "$found" -- "$word")
        }
        complete -o bashdefault -o default -F _holdfast holdfast

        """;

    private const string Zsh = """
        # Completes commands of holdfast in zsh: source <(holdfast completion zsh)
        _holdfast() {
          local typed="${LBUFFER##[[:space:]]#}"
          local -a found
          typed="${typed#*[[:space:]]}"
          found=("${(@f)$("${words[1]}" "[suggest:${#typed}]" "$typed" 2>/dev/null)}")
          [[ $PREFIX == -* ]] || found=(${found:#[-/]*})
          if (( ${#found} )); then compadd -a found; else _files; fi
        }
        compdef _holdfast holdfast

        """;

    private const string Fish = """
        # Completes commands of holdfast in fish: holdfast completion fish | source
        function __holdfast_complete
            set -l line (commandline -cp | string trim -l)
            set -l program (string split -m 1 ' ' -- $line)[1]
            set -l typed (string split -m 1 ' ' -- $line)[2]
            set -l found ($program "[suggest:"(string length -- "$typed")"]" "$typed" 2>/dev/null)
            if string match -q -- '-*' (commandline -ct)
                printf '%s\n' $found
            else
                string match -v -r '^[-/]' -- $found
            end
        end
        complete -c holdfast -a '(__holdfast_complete)'

        """;

    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string Of(string shell) =>
        shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "There is no script for it."),
        };
}
