using Holdfast.Linux.Processes;

namespace Holdfast.Failover.Hooks;

/// <summary>What an executable that failed has to say, as one line.</summary>
internal static class HookWords
{
    private const int Longest = 200;

    public static string Of(ProgramResult result)
    {
        var last = result.Error.Split('\n').LastOrDefault(line => line.Trim().Length > 0) ?? "";
        return Clean($"it ended with {result.ExitCode}: {last}");
    }

    public static string Clean(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim().TrimEnd(':');
        return line.Length <= Longest ? line : line[..Longest];
    }
}
