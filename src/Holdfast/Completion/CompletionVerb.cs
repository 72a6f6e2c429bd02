using System.CommandLine;

namespace Holdfast.Completion;

/// <summary><c>holdfast completion</c>: what a shell reads to complete our verbs, options and their values.</summary>
internal static class CompletionVerb
{
    public static Command Create(Surroundings at)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        var verb = new Command(
            "completion",
            "Prints what a shell reads to complete commands: source <(holdfast completion bash)"
        )
        {
            shell,
        };
        verb.SetAction(async parsed =>
        {
            await at.Terminal.Out.WriteAsync(CompletionScripts.Of(parsed.GetRequiredValue(shell)));
            return ExitCodes.Done;
        });
        return verb;
    }
}
