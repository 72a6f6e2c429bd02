using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.Keys;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Node.WireGuard.Probing;

/// <summary>
/// Asks a WireGuard device of this machine for a handshake, through its UDP port, as any client would: an answer needs the device to
/// receive, to compute with its private key, and to send. The device must have <see cref="Peer"/>.
/// </summary>
internal sealed class SelfProbe(TimeProvider time)
{
    private readonly WireGuardKeyPair _own = WireGuardKeys.New();
    private readonly Tai64n _moments = new(time);

    /// <summary>Made anew at each start. It has no addresses, so nothing but a handshake can come of it.</summary>
    public WireGuardKey PublicKey => _own.PublicKey;

    public PeerChange Peer => new(_own.PublicKey) { AllowedIPs = [] };

    /// <returns>False: there was no answer in time. Null: the question could not be sent, which says nothing about the device.</returns>
    public async Task<bool?> AskAsync(WireGuardKey device, int port, TimeSpan patience, CancellationToken cancel)
    {
        var index = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        var begin = new HandshakeBegin(_own, WireGuardKeys.New(), device, index, _moments.Next());
        using var socket = new UdpClient(AddressFamily.InterNetwork);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            await socket.SendAsync(begin.Message, cancel);
        }
        catch (SocketException)
        {
            return null;
        }

        return await IsAnsweredAsync(socket, begin, patience, cancel);
    }

    private async Task<bool> IsAnsweredAsync(
        UdpClient socket,
        HandshakeBegin begin,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        using var over = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancel);
        try
        {
            while (true)
            {
                var packet = await socket.ReceiveAsync(either.Token);
                if (begin.IsAnswer(packet.Buffer))
                {
                    return true;
                }
            }
        }
        catch (SocketException)
        {
            // Nobody listens on the port.
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
