using System.Net.Sockets;
using Holdfast.Model.Failover;
using Holdfast.Node.Failover;

namespace Holdfast.Node.Takeover.Health;

/// <summary>
/// Tells the failover agent of this machine how the services of shared profiles are: at once when it changes, and each second. When this
/// process ends, so does what it said.
/// </summary>
internal sealed class HealthVoice : IAsyncDisposable
{
    /// <summary>A look at a device costs some 20 µs. What dies is to be noticed well before clients do.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ending = new();
    private readonly HealthJudgement _judgement = new();
    private readonly string _agent;
    private readonly Func<CancellationToken, Task<IReadOnlyList<ServiceHealth>>> _look;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly Task _work;

    /// <param name="agent">The agent's control socket.</param>
    public HealthVoice(
        string agent,
        Func<CancellationToken, Task<IReadOnlyList<ServiceHealth>>> look,
        TimeProvider time
    )
    {
        (_agent, _look, _time, _origin) = (agent, look, time, time.GetTimestamp());
        _work = Task.Run(WorkAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _work;
        _ending.Dispose();
    }

    private async Task WorkAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await SpeakAsync();
            }
            catch (Exception e)
                when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The agent is not there, has gone, or does not read; or a device goes just now; or we end.
            }

            await Task.Delay(TellEvery, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SpeakAsync()
    {
        using var socket = await AgentSocket.ConnectAsync(_agent, _ending.Token);
        using var timer = new PeriodicTimer(LookEvery, _time);
        (HealthReport Report, TimeSpan At)? told = null;
        while (await timer.WaitForNextTickAsync(_ending.Token))
        {
            var services = await _look(_ending.Token);
            var now = _time.GetElapsedTime(_origin);
            var report = _judgement.Look(services, now);
            if (told is not { } last || last.Report != report || now - last.At >= TellEvery)
            {
                await TellAsync(socket, report);
                told = (report, now);
            }
        }
    }

    private async Task TellAsync(Socket socket, HealthReport report)
    {
        using var over = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, _ending.Token);
        await socket.SendAsync(report.ToLine(), either.Token);
        // An answer is one line, and says nothing that would change what we do.
        var answer = new byte[512];
        if (await socket.ReceiveAsync(answer, either.Token) == 0)
        {
            throw new IOException("The agent hung up.");
        }
    }
}
