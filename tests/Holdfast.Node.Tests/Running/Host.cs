using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Tests.Running;

/// <summary>
/// The entry point: the tests, or, when the first argument is <c>node</c>, a real node, so that tests have a process that they can kill.
/// Arguments then: home, WireGuard-over-TCP port, what becomes of the data plane at the end (<c>keep</c> or <c>remove</c>).
/// </summary>
public static class Host
{
    public static async Task<int> Main(string[] arguments) =>
        arguments switch
        {
            ["node", var home, var port, var end] => await NodeAsync(Options(home, port, end)),
            ["remove", var home] => await RemoveAsync(Options(home, "0", "keep")),
            _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments),
        };

    private static NodeOptions Options(string home, string port, string end) =>
        new()
        {
            Home = home,
            WireGuardTcpPort = int.Parse(port),
            OnStop = end == "remove" ? OnStop.Remove : OnStop.Keep,
        };

    private static async Task<int> NodeAsync(NodeOptions options)
    {
        using var ending = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            context =>
            {
                context.Cancel = true;
                ending.Cancel();
            }
        );
        using var loggers = Loggers();
        return Tell(await NodeRole.RunAsync(options, loggers, ending.Token));
    }

    private static async Task<int> RemoveAsync(NodeOptions options)
    {
        using var loggers = Loggers();
        return Tell(await NodeRole.RemoveDataPlaneAsync(options, loggers, CancellationToken.None));
    }

    private static int Tell(IReadOnlyList<Model.Problems.Problem> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        return problems.Count == 0 ? 0 : 1;
    }

    private static ILoggerFactory Loggers() =>
        LoggerFactory.Create(b =>
            b.AddSimpleConsole(c => (c.SingleLine, c.TimestampFormat) = (true, "HH:mm:ss.fff "))
                .SetMinimumLevel(LogLevel.Information)
        );
}
