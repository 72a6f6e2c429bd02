using System.Diagnostics;

namespace Holdfast.Failover.Postgres;

/// <summary>
/// The server as a child. A shell between us and it holds the other end of a pipe: when the agent dies, for whatever reason, the kernel
/// closes the pipe and the shell ends the server at once. A server without its agent would not know that it has lost the role.
/// </summary>
internal sealed class PostgresProcess : IDisposable
{
    private const string Guard = """
        log=$1; shift
        exec 3<&0 </dev/null >"$log" 2>&1
        "$@" 3<&- &
        server=$!
        ( read -r _ <&3; kill -QUIT "$server" ) 2>/dev/null &
        exec 3<&-
        wait "$server"
        code=$?
        kill $! 2>/dev/null
        exit "$code"
        """;

    private readonly Process _process;

    private PostgresProcess(Process process) => _process = process;

    public bool HasEnded => _process.HasExited;

    /// <exception cref="IOException">It did not start.</exception>
    public static PostgresProcess Start(PostgresPlan plan, PostgresTools tools, string settings)
    {
        var log = Path.Combine(plan.Logs, "start.log");
        var command = tools.AsUser(
            "sh",
            "-c",
            Guard,
            "sh",
            log,
            plan.Program("postgres"),
            "-D",
            plan.Data,
            "-c",
            $"config_file={settings}"
        );
        var info = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        info.Environment["LC_ALL"] = "C";
        return new PostgresProcess(Process.Start(info) ?? throw new IOException("The shell did not start."));
    }

    public Task WaitForEndAsync() => _process.WaitForExitAsync();

    public void Dispose() => _process.Dispose();
}
