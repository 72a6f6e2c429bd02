using Holdfast.Model.Problems;

namespace Holdfast.Terminals;

/// <summary>Where a person, or a script, reads and writes.</summary>
/// <param name="AskSecret">Shows a prompt and reads a line without showing it; null: no person is there.</param>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, Func<string, string?>? AskSecret)
{
    public static Terminal Real() =>
        new(Console.In, Console.Out, Console.Error, Console.IsInputRedirected ? null : SecretPrompt.Ask);

    public Task ComplainAsync(Problem problem) => Error.WriteLineAsync(problem.ToString());
}
