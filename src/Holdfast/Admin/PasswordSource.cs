using System.CommandLine;
using Holdfast.Model.Problems;
using Holdfast.Problems;
using Holdfast.Terminals;

namespace Holdfast.Admin;

/// <summary>Where a password comes from: the first line of the standard input, or a person who types it twice. Never an argument,
/// which every user of the machine could read.</summary>
internal static class PasswordSource
{
    public static Option<bool> Option() =>
        new("--password-stdin") { Description = "Read the password from the standard input" };

    public static async Task<Outcome<string>> ReadAsync(Terminal terminal, bool fromInput, CancellationToken cancel)
    {
        if (fromInput)
        {
            return await terminal.In.ReadLineAsync(cancel) is { Length: > 0 } line ? line : Missing("It is empty.");
        }
        return terminal.AskSecret is { } ask ? AskTwice(ask) : Missing("The standard input is no terminal.");
    }

    private static Outcome<string> AskTwice(Func<string, string?> ask)
    {
        if (ask("Password: ") is not { Length: > 0 } first)
        {
            return Missing("It is empty.");
        }
        return ask("Again: ") == first ? first : CommandProblems.PasswordsDiffer.At("password", "Nothing was changed.");
    }

    private static Problem Missing(string detail) => CommandProblems.NoPassword.At("password", detail);
}
