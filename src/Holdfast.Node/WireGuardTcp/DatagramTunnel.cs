using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Holdfast.Node.WireGuardTcp;

/// <summary>
/// One client: frames of its stream go as datagrams to WireGuard, WireGuard's datagrams come back as frames. Two buffers for the
/// whole life, nothing is allocated for a datagram. Each direction waits for the other side to take what it has (backpressure);
/// what arrives from WireGuard meanwhile the kernel drops, as any full link would. When one direction ends, both do: WireGuard
/// has no use for half a way.
/// </summary>
internal sealed class DatagramTunnel(Stream client, IPEndPoint wireGuard, TimeSpan idleTimeout) : IDisposable
{
    /// <summary>Datagrams that are there are put into one write up to this size.</summary>
    private const int BufferSize = 2 * DatagramFramer.MaximumFrame;

    private readonly Socket _socket = new(wireGuard.AddressFamily, SocketType.Dgram, ProtocolType.Udp);

    /// <summary>Our end of the way to WireGuard: what WireGuard takes for the client's address.</summary>
    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public void Connect() => _socket.Connect(wireGuard);

    /// <returns>Why it ended, for the log.</returns>
    public async Task<string> RunAsync(CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var there = FromClientAsync(ending.Token);
        var back = FromWireGuardAsync(ending.Token);
        var first = await Task.WhenAny(there, back);
        await ending.CancelAsync();
        Task both = Task.WhenAll(there, back);
        await both.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return cancel.IsCancellationRequested ? "closed by the node" : await EndOfAsync(first);
    }

    public void Dispose() => _socket.Dispose();

    private static async Task<string> EndOfAsync(Task<string> ended)
    {
        try
        {
            return await ended;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            return e.GetType().Name;
        }
    }

    private async Task<string> FromClientAsync(CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            return await FromClientAsync(buffer.AsMemory(0, BufferSize), cancel);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private async Task<string> FromClientAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var filled = 0;
        while (true)
        {
            idle.CancelAfter(idleTimeout);
            var count = await ReadAsync(buffer[filled..], idle.Token, cancel);
            if (count <= 0)
            {
                return count < 0 ? "idle" : "closed by the client";
            }

            ReadOnlyMemory<byte> stream = buffer[..(filled + count)];
            while (DatagramFramer.TryTake(ref stream, out var datagram))
            {
                await SendAsync(datagram, cancel);
            }

            stream.CopyTo(buffer);
            filled = stream.Length;
        }
    }

    /// <returns>0: the client has closed; -1: it was idle for too long.</returns>
    private async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken idle, CancellationToken cancel)
    {
        try
        {
            return await client.ReadAsync(buffer, idle);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return -1;
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancel)
    {
        if (datagram.IsEmpty)
        {
            return;
        }

        try
        {
            await _socket.SendAsync(datagram, cancel);
        }
        catch (SocketException e) when (IsLoss(e))
        {
            // A datagram may be lost; WireGuard sends what matters again.
        }
    }

    private async Task<string> FromWireGuardAsync(CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                var filled = await ReceiveFrameAsync(buffer.AsMemory(0, BufferSize), cancel);
                while (filled > 0 && BufferSize - filled >= DatagramFramer.MaximumFrame && _socket.Available > 0)
                {
                    filled += await ReceiveFrameAsync(buffer.AsMemory(filled, BufferSize - filled), cancel);
                }

                await client.WriteAsync(buffer.AsMemory(0, filled), cancel);
                await client.FlushAsync(cancel);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <returns>Length of the frame; 0: nothing but the news that WireGuard did not listen.</returns>
    private async ValueTask<int> ReceiveFrameAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            var room = buffer.Slice(DatagramFramer.HeaderLength, DatagramFramer.MaximumDatagram);
            var count = await _socket.ReceiveAsync(room, cancel);
            DatagramFramer.WriteHeader(buffer.Span, count);
            return count + DatagramFramer.HeaderLength;
        }
        catch (SocketException e) when (IsLoss(e))
        {
            return 0;
        }
    }

    private static bool IsLoss(SocketException e) =>
        e.SocketErrorCode
            is SocketError.ConnectionRefused
                or SocketError.MessageSize
                or SocketError.NoBufferSpaceAvailable
                or SocketError.HostUnreachable
                or SocketError.NetworkUnreachable;
}
