using Holdfast.Linux.Processes;

namespace Holdfast.Failover.Postgres;

/// <summary>Runs programs as the user who owns the data: PostgreSQL refuses root, and its files are nobody else's.</summary>
internal sealed class PostgresTools(PostgresPlan plan, TimeProvider time)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);
    private readonly ProgramRunner _runner = new(time);

    /// <summary>The command line that runs another one as that user.</summary>
    public IReadOnlyList<string> AsUser(params IEnumerable<string> command) =>
        Environment.UserName == plan.User
            ?
            [
                "setpriv",
                // An agent that is this user has rights over addresses and packets, which a database has no use for.
                "--inh-caps=-all",
                "--ambient-caps=-all",
                "--no-new-privs",
                "--reset-env",
                "env",
                "LC_ALL=C",
                .. command,
            ]
            :
            [
                "setpriv",
                $"--reuid={plan.User}",
                $"--regid={plan.User}",
                "--init-groups",
                // What libpq finds in our own home folder is not for that user.
                "--reset-env",
                "env",
                "LC_ALL=C",
                .. command,
            ];

    public async Task<ProgramResult> TryAsync(
        IEnumerable<string> command,
        CancellationToken cancel,
        string input = "",
        TimeSpan? timeout = null
    )
    {
        var whole = AsUser(command);
        return await _runner.RunAsync(
            new ProgramRun(whole[0], [.. whole.Skip(1)]) { Input = input, Timeout = timeout ?? Usual },
            cancel
        );
    }

    /// <exception cref="JobFailedException">It failed.</exception>
    public async Task<string> RunAsync(
        IEnumerable<string> command,
        CancellationToken cancel,
        string input = "",
        TimeSpan? timeout = null
    )
    {
        IReadOnlyList<string> all = [.. command];
        var result = await TryAsync(all, cancel, input, timeout);
        return result.Succeeded
            ? result.Output
            : throw new JobFailedException($"{Path.GetFileName(all[0])}: {LastLine(result)}");
    }

    /// <summary>One of PostgreSQL's programs.</summary>
    public Task<string> PostgresAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancel,
        TimeSpan? timeout = null
    ) => RunAsync([plan.Program(program), .. arguments], cancel, timeout: timeout);

    /// <summary>A file that is the old one or the new one, whatever happens, and that only the user can read.</summary>
    public Task WriteAsync(string path, string text, CancellationToken cancel) =>
        RunAsync(
            ["sh", "-ec", "umask 077; cat >\"$1.new\"; sync \"$1.new\"; mv \"$1.new\" \"$1\"", "sh", path],
            cancel,
            text
        );

    private static string LastLine(ProgramResult result) =>
        result.TimedOut
            ? "It took too long."
            : result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()
                ?? $"code {result.ExitCode}";
}
