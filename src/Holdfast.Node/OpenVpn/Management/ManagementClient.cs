using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn.Management;

/// <summary>
/// One connection to the management socket of one process. OpenVPN serves one such connection at a time: the next one hears
/// nothing until the one before has gone, so hearing nothing at first is not a fault of the process.
/// </summary>
internal sealed partial class ManagementClient(string socketPath, ILogger logger) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly PendingCommands _pending = new();
    private readonly ClientEvents _events = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first line from OpenVPN; fails when the connection ends before.</summary>
    public Task Greeted => _greeted.Task;

    public Task ConnectAsync(CancellationToken cancel) =>
        _socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancel).AsTask();

    /// <summary>
    /// Reads until the connection ends. Notices and lists go to <paramref name="listener"/>, on this task, in the order in which OpenVPN
    /// told them: a list behind newer byte counts would look as if the counters had begun again.
    /// </summary>
    public async Task ReadAsync(IManagementListener listener, CancellationToken cancel)
    {
        try
        {
            await ReadLinesAsync(listener, cancel);
        }
        finally
        {
            lock (_pending)
            {
                _pending.Abandon();
            }

            _greeted.TrySetException(new IOException("The management connection ended."));
            _ = _greeted.Task.Exception;
        }
    }

    /// <param name="command">One line without its end.</param>
    /// <param name="block">The answer has several lines.</param>
    public async Task<ManagementAnswer> SendAsync(string command, bool block, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel);
        Task<ManagementAnswer> answer;
        try
        {
            lock (_pending)
            {
                answer = _pending.AddAsync(block);
            }

            // Not cancelled half-way: an answer without its asker would go to the next one.
            await _socket.SendAsync(Encoding.ASCII.GetBytes(command + "\n"), CancellationToken.None);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return ManagementAnswer.None;
        }
        finally
        {
            _sending.Release();
        }

        return await answer.WaitAsync(cancel);
    }

    /// <summary>Not the gate: who waits at it must still come through, to see that there is no socket.</summary>
    public void Dispose() => _socket.Dispose();

    private async Task ReadLinesAsync(IManagementListener listener, CancellationToken cancel)
    {
        var splitter = new LineSplitter();
        var buffer = new byte[65536];
        while (true)
        {
            var count = await _socket.ReceiveAsync(buffer, cancel);
            if (count == 0)
            {
                return;
            }

            _greeted.TrySetResult();
            Take(splitter, buffer.AsSpan(0, count), listener);
        }
    }

    private void Take(LineSplitter splitter, ReadOnlySpan<byte> input, IManagementListener listener)
    {
        var dropped = splitter.Dropped;
        while (splitter.TryTake(ref input, out var bytes))
        {
            Dispatch(ManagementLine.Parse(bytes), listener);
        }

        if (splitter.Dropped > dropped)
        {
            Log.LineRefused(logger, "line too long");
        }
    }

    private void Dispatch(ManagementLine line, IManagementListener listener)
    {
        switch (line)
        {
            case ManagementLine.ClientNotice or ManagementLine.ClientVariable or ManagementLine.ClientEnd:
                if (_events.Accept(line) is { } happened)
                {
                    listener.ClientChanged(happened);
                }

                break;
            case ManagementLine.ByteCount count:
                listener.Counted(count);
                break;
            case ManagementLine.Notice:
                break;
            case ManagementLine.Refused refused:
                Log.LineRefused(logger, refused.Reason);
                break;
            default:
                Answer(line, listener);
                break;
        }
    }

    private void Answer(ManagementLine line, IManagementListener listener)
    {
        IReadOnlyList<ConnectedClient>? list;
        lock (_pending)
        {
            list = _pending.Accept(line);
        }

        if (list is not null)
        {
            listener.Listed(list);
        }
    }
}

/// <summary>Who wants to know what a process tells, asked and unasked.</summary>
internal interface IManagementListener
{
    /// <summary>All clients that are connected now. The first list of a connection says that the process works.</summary>
    void Listed(IReadOnlyList<ConnectedClient> clients);

    void ClientChanged(ClientEvent happened);

    void Counted(ManagementLine.ByteCount count);
}
