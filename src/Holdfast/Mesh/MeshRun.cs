using System.Net;
using Holdfast.Mesh.Control;
using Holdfast.Mesh.Durable;
using Holdfast.Model.Problems;
using Holdfast.Telemetry.Health;
using Holdfast.Telemetry.Logging;
using Holdfast.Telemetry.Metrics;

namespace Holdfast.Mesh;

/// <summary>The role with its log, and with its figures where they are wanted.</summary>
internal static class MeshRun
{
    /// <param name="metrics">Where <c>/metrics</c>, <c>/livez</c> and <c>/readyz</c> are answered; null: nowhere.</param>
    public static async Task<IReadOnlyList<Problem>> RunAsync(
        MeshOptions options,
        IPEndPoint? metrics,
        TimeProvider time,
        CancellationToken stop
    )
    {
        using var loggers = LoggingSetup.CreateFactory();
        if (metrics is null)
        {
            return await MeshRole.RunAsync(options, loggers, time, stop);
        }
        using var collector = new MetricsCollector();
        var joined = new ReadinessCheck("mesh", cancel => ReasonAgainstAsync(options, cancel));
        var listener = await ListenAsync(metrics, new Readiness([joined]), collector, stop);
        if (!listener.Succeeded)
        {
            return listener.Problems;
        }
        await using var listening = listener.Value;
        return await MeshRole.RunAsync(options, loggers, time, stop);
    }

    private static async Task<Outcome<HealthListener>> ListenAsync(
        IPEndPoint at,
        Readiness readiness,
        MetricsCollector collector,
        CancellationToken stop
    )
    {
        try
        {
            return await HealthListener.StartAsync(at, readiness, collector, stop);
        }
        catch (IOException e)
        {
            return MeshProblems.NoSocket.At($"--metrics {at}", e.Message);
        }
    }

    private static async ValueTask<string?> ReasonAgainstAsync(MeshOptions options, CancellationToken cancel)
    {
        var socket = new MeshHome(Path.GetFullPath(options.Home)).Socket;
        var answer = await ControlClient.AskAsync(socket, new() { Command = ControlCommand.Status }, cancel);
        return !answer.Succeeded ? answer.Problems[0].Detail
            : answer.Value.Status is { Joined: true } ? null
            : "It is still looking for other members.";
    }
}
