using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Holdfast.Model.Profiles;
using Holdfast.Node.WireGuardTcp;

namespace Holdfast.Node.OpenVpn.Probing;

/// <summary>
/// Asks an OpenVPN server of this machine for its first answer, through its port, as any client would: that needs the process to receive,
/// to compute with its key, and to send. Over UDP the server keeps nothing of it (its answer carries all that it needs later); over TCP
/// it forgets when the connection is closed.
/// </summary>
internal sealed class OpenVpnProbe(ClientSeals seals, IPEndPoint server, Transport transport, TimeProvider time)
{
    public async Task<ProbeAnswer> AskAsync(TimeSpan patience, CancellationToken cancel)
    {
        var session = RandomNumberGenerator.GetBytes(ClientReset.SessionLength);
        var reset = new ClientReset(seals, session, (uint)time.GetUtcNow().ToUnixTimeSeconds());
        using var over = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancel);
        try
        {
            using var socket = NewSocket();
            await socket.ConnectAsync(server, either.Token);
            await socket.SendAsync(Framed(reset.Message), either.Token);
            return await AnswerAsync(socket, reset, either.Token);
        }
        catch (SocketException failure)
        {
            return Meaning(failure.SocketErrorCode);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ProbeAnswer.None;
        }
    }

    /// <summary>A connection is reset at its end: nothing of it stays, at either end.</summary>
    private Socket NewSocket() =>
        transport == Transport.Udp
            ? new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { LingerState = new(true, 0) };

    private byte[] Framed(byte[] message)
    {
        if (transport == Transport.Udp)
        {
            return message;
        }

        var frame = new byte[DatagramFramer.HeaderLength + message.Length];
        DatagramFramer.WriteHeader(frame, message.Length);
        message.CopyTo(frame, DatagramFramer.HeaderLength);
        return frame;
    }

    private Task<ProbeAnswer> AnswerAsync(Socket socket, ClientReset reset, CancellationToken cancel) =>
        transport == Transport.Udp ? OfDatagramsAsync(socket, reset, cancel) : OfStreamAsync(socket, reset, cancel);

    private static async Task<ProbeAnswer> OfDatagramsAsync(Socket socket, ClientReset reset, CancellationToken cancel)
    {
        var buffer = new byte[ClientReset.LongestAnswer + 1];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancel);
            if (reset.IsAnswer(buffer.AsSpan(0, length)))
            {
                return ProbeAnswer.Right;
            }
        }
    }

    /// <summary>It is among the first packets, or it does not come.</summary>
    private static async Task<ProbeAnswer> OfStreamAsync(Socket socket, ClientReset reset, CancellationToken cancel)
    {
        var buffer = new byte[2 * ClientReset.LongestAnswer];
        var filled = 0;
        while (filled < buffer.Length)
        {
            var length = await socket.ReceiveAsync(buffer.AsMemory(filled), cancel);
            if (length == 0)
            {
                return ProbeAnswer.Closed;
            }

            filled += length;
            if (HasAnswer(buffer.AsMemory(0, filled), reset))
            {
                return ProbeAnswer.Right;
            }
        }

        return ProbeAnswer.None;
    }

    private static bool HasAnswer(ReadOnlyMemory<byte> stream, ClientReset reset)
    {
        while (DatagramFramer.TryTake(ref stream, out var packet))
        {
            if (reset.IsAnswer(packet.Span))
            {
                return true;
            }
        }

        return false;
    }

    private static ProbeAnswer Meaning(SocketError error) =>
        error switch
        {
            SocketError.ConnectionRefused or SocketError.TimedOut => ProbeAnswer.None,
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => ProbeAnswer.Closed,
            _ => ProbeAnswer.NotAsked,
        };
}
