namespace Holdfast.Linux.Processes;

/// <param name="ExitCode">128 and the signal's number when a signal ended it.</param>
/// <param name="Output">Standard output, up to the limit.</param>
/// <param name="Error">Standard error, up to the limit.</param>
/// <param name="TimedOut">It took too long and was killed.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Error, bool TimedOut)
{
    public bool Succeeded => ExitCode == 0 && !TimedOut;
}
