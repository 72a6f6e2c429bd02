using Holdfast.Linux.Interop;
using Holdfast.Linux.Processes;

namespace Holdfast.Linux.WireGuard.UserSpace;

/// <summary>
/// A device that a wireguard-go serves. It means that one process: when it has died, and even when another one has taken its place,
/// every call fails, because the new one knows none of the peers; the owner opens the device again.
/// </summary>
internal sealed class UserSpaceDevice(string name, string socketPath, UapiConnection connection, TimeProvider time)
    : IWireGuardDevice
{
    /// <summary>10 000 new peers take it 0.75 s on an idle machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly PeerCredentials _process = connection.Peer;
    private UapiConnection? _connection = connection;

    public string Name => name;

    public async Task<DeviceState> ReadAsync(CancellationToken cancel)
    {
        var answer = await InTurnAsync(UapiRequest.Get, cancel);
        return answer.Device;
    }

    public async Task ApplyAsync(DeviceChange change, CancellationToken cancel)
    {
        DeviceChangeRules.Require(change);
        await InTurnAsync(UapiRequest.Set(change), cancel);
    }

    public ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<UapiAnswer> InTurnAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await WithTimeoutAsync(request, cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<UapiAnswer> WithTimeoutAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return await ExchangeAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new DeviceException($"The wireguard-go of {name} does not answer.");
        }
    }

    /// <summary>
    /// The connection is kept, so that its end tells that the process has ended. A failed or cancelled exchange leaves it at an unknown
    /// place, and wireguard-go itself closes it after an error.
    /// </summary>
    private async Task<UapiAnswer> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        var current = _connection ?? await ReconnectAsync(cancel);
        _connection = null;
        try
        {
            var answer = await current.ExchangeAsync(request, cancel);
            Check(answer);
            _connection = current;
            return answer;
        }
        finally
        {
            if (_connection is null)
            {
                current.Dispose();
            }
        }
    }

    private async Task<UapiConnection> ReconnectAsync(CancellationToken cancel)
    {
        var current = await UapiConnection.TryConnectAsync(socketPath, cancel);
        if (current?.Peer == _process)
        {
            return current;
        }

        current?.Dispose();
        throw new DeviceException($"The wireguard-go of {name} has ended.");
    }

    private void Check(UapiAnswer answer)
    {
        if (answer.Errno != 0)
        {
            var errno = (int)Math.Min(Math.Abs(answer.Errno), int.MaxValue);
            throw new DeviceException($"The wireguard-go of {name} refused the change: {Errno.Text(errno)}.");
        }
    }
}
