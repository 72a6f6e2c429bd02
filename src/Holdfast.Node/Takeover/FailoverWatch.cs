using System.IO.Pipelines;
using System.Net.Sockets;
using Holdfast.Model.Failover;
using Holdfast.Node.Failover;

namespace Holdfast.Node.Takeover;

/// <summary>
/// Listens to the failover agent of this machine, and tells what the machine is for each unit. An agent that dies, freezes or was never
/// there means: for none of them.
/// </summary>
internal sealed class FailoverWatch : IAsyncDisposable
{
    /// <summary>Arbitrary, may be changed.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _ending = new();
    private readonly string _socket;
    private readonly Action<RoleNotice?> _tell;
    private readonly TimeProvider _time;
    private readonly Task _work;

    /// <param name="socket">The agent's control socket.</param>
    /// <param name="tell">Called with each notice, one after the other; null: there is no agent.</param>
    public FailoverWatch(string socket, Action<RoleNotice?> tell, TimeProvider time)
    {
        (_socket, _tell, _time) = (socket, tell, time);
        _work = Task.Run(WatchAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _work;
        _ending.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await ListenAsync();
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                // The agent is not there, or has gone, or we end.
            }

            if (_ending.IsCancellationRequested)
            {
                // What the machine is goes on when this process ends: the next one takes it up.
                return;
            }

            _tell(null);
            await Task.Delay(TryAgain, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync()
    {
        using var socket = await AgentSocket.ConnectAsync(_socket, _ending.Token);
        await socket.SendAsync(RoleNotice.Request.ToArray(), _ending.Token);
        var reader = PipeReader.Create(new NetworkStream(socket));
        try
        {
            while (await ReadAsync(reader) is { } line && RoleNotice.Parse(line) is { } notice)
            {
                _tell(notice);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    /// <returns>Null: the agent hung up, or says what cannot be.</returns>
    private async Task<byte[]?> ReadAsync(PipeReader reader)
    {
        using var silence = new CancellationTokenSource(RoleNotice.LongestSilence, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, _ending.Token);
        return await AgentSocket.ReadLineAsync(reader, RoleNotice.LongestLine, either.Token);
    }
}
