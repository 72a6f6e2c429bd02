namespace Holdfast.Lab.Programs;

/// <summary>How a command ended.</summary>
public sealed record CommandResult(string CommandLine, int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The result, or an exception that tells all when the command failed.</summary>
    public CommandResult OrThrow() => Succeeded ? this : throw new LabException(ToString());

    public override string ToString() => $"'{CommandLine}' ended with {ExitCode}\n{Output}{Error}".TrimEnd();
}
