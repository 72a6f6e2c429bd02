namespace Holdfast.Linux.Processes;

/// <summary>A program to be run to its end.</summary>
public sealed record ProgramRun(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Written to its standard input, which is then closed.</summary>
    public string Input { get; init; } = "";

    /// <summary>It is killed when it takes longer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Characters kept of each of its two outputs; the rest is read and dropped.</summary>
    public int OutputLimit { get; init; } = 1024 * 1024;
}
