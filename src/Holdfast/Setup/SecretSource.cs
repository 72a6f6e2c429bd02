using Holdfast.Databases.Pairs;
using Holdfast.Model.Problems;
using Holdfast.Problems;
using Holdfast.Terminals;

namespace Holdfast.Setup;

/// <summary>
/// Where the secret of the portals comes from: a file that is root's alone, a person, or the first line of the standard input. Never
/// an argument, which every user of the machine could read.
/// </summary>
/// <param name="file">Null: none was named.</param>
/// <param name="prompt">What a person is asked.</param>
/// <param name="missing">What to say when nothing was typed.</param>
internal sealed class SecretSource(string? file, Terminal terminal, string prompt, ProblemKind missing)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Longer than any secret. Arbitrary, may be increased.</summary>
    private const int Longest = PairInvitation.Longest;

    public async Task<Outcome<string>> ReadAsync(CancellationToken cancel)
    {
        if (file is not null)
        {
            return ReadFile(file);
        }

        var line = terminal.AskSecret is { } ask ? ask(prompt) : await terminal.In.ReadLineAsync(cancel);
        return line is { Length: > 0 } ? line : missing.At("secret", "Nothing was typed.");
    }

    private static Outcome<string> ReadFile(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            if ((File.GetUnixFileMode(handle) & Others) != UnixFileMode.None)
            {
                return StartProblems.SecretFile.At(path, "Others may read or change it.");
            }

            var bytes = new byte[Longest];
            var read = RandomAccess.Read(handle, bytes, 0);
            return System.Text.Encoding.ASCII.GetString(bytes, 0, read).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return StartProblems.SecretFile.At(path, unreadable.Message);
        }
    }
}
