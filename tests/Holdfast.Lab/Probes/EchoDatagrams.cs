using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Servers;

namespace Holdfast.Lab.Probes;

/// <summary>Datagrams to an <see cref="EchoServer"/>.</summary>
internal sealed class EchoDatagrams : IQuestions
{
    public Socket Open(Host host, IPAddress target)
    {
        var socket = host.OpenSocket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(new IPEndPoint(target, EchoServer.Port));
        return socket;
    }

    public byte[] Ask(long number)
    {
        var question = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(question, number);
        return question;
    }

    public long? Read(ReadOnlySpan<byte> packet) =>
        packet.Length == sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(packet) : null;
}
