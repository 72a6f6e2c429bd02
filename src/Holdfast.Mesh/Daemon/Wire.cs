using System.Buffers.Binary;
using System.Net;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;
using Holdfast.Mesh.Sealing;

namespace Holdfast.Mesh.Daemon;

/// <summary>Between datagrams and what the machine hears and says: keys, greetings, signatures.</summary>
internal sealed class Wire(MeshKey mesh, HostKeys own, uint incarnation, Greeter greeter, Sockets sockets) : IDisposable
{
    private readonly SessionBook _book = new(mesh, own, incarnation);

    /// <summary>Datagrams that were nobody's.</summary>
    public long Strangers { get; private set; }

    /// <summary>What a datagram from outside means to the machine.</summary>
    /// <param name="record">This host's, for an answer.</param>
    public IReadOnlyList<MeshEvent> ReadOutside(byte[] datagram, IPEndPoint source, HostRecord record) =>
        datagram switch
        {
            [GreetingFormat.Kind, ..] => ReadGreeting(datagram, source, record),
            [Session.Kind, ..] => ReadSealed(datagram, Way.Outside, source),
            _ => Stranger(),
        };

    public IReadOnlyList<MeshEvent> ReadInside(byte[] datagram) =>
        datagram is [Session.Kind, ..] ? ReadSealed(datagram, Way.Inside, source: null) : Stranger();

    public void Send(Send send)
    {
        var body = new byte[send.Messages.Sum(MessageWriter.LengthOf)];
        MessageWriter.Write(send.Messages, body);
        if (_book.Seal(send.To, body) is not { } datagram)
        {
            return;
        }

        if (send.Address is { } address)
        {
            sockets.SendOutside(datagram, address);
        }
        else
        {
            sockets.SendInside(datagram, mesh.OwnAddress(send.To));
        }
    }

    public void Greet(IPEndPoint to, HostRecord record) =>
        sockets.SendOutside(GreetingFormat.Write(mesh, own, new Greeting(greeter.Ask(), null, record)), to);

    public void Dispose() => _book.Dispose();

    private IReadOnlyList<MeshEvent> ReadGreeting(byte[] datagram, IPEndPoint source, HostRecord record)
    {
        if (GreetingFormat.Read(mesh, datagram) is not { } greeting)
        {
            return Stranger();
        }

        if (greeting.Record.Host == own.Host)
        {
            if (greeting.Echo is null && greeting.Record.Stamp.Incarnation == incarnation)
            {
                greeter.IsOurselves(source);
            }

            return greeting.Record.Stamp > record.Stamp ? [new Met(greeting.Record, source)] : [];
        }

        if (greeting.Echo is { } echo)
        {
            return greeter.TryAnswer(echo) ? Meet(greeting.Record, source) : Stranger();
        }

        _book.Knock(greeting.Record);
        var answer = new Greeting(greeting.Challenge, greeting.Challenge, record);
        sockets.SendOutside(GreetingFormat.Write(mesh, own, answer), source);
        return [];
    }

    private IReadOnlyList<MeshEvent> Meet(HostRecord record, IPEndPoint source)
    {
        _book.Learn(record);
        return [new Met(record, source)];
    }

    private IReadOnlyList<MeshEvent> ReadSealed(byte[] datagram, Way way, IPEndPoint? source)
    {
        if (
            datagram.Length < Session.Header
            || _book.Open(BinaryPrimitives.ReadUInt64BigEndian(datagram.AsSpan(1)), datagram, out var from, out var met)
                is not { } body
            || !MessageReader.TryRead(body, out var messages)
        )
        {
            return Stranger();
        }

        var heard = new Heard(from, way, source, [.. messages.Where(IsGenuine)]);
        return met is not null && source is not null ? [new Met(met, source), heard] : [heard];
    }

    /// <summary>What is no news is not looked at: the machine takes none of it.</summary>
    private bool IsGenuine(MeshMessage message)
    {
        if (message is not Tell { Record: { } record })
        {
            return true;
        }

        if (record.Host != own.Host && _book.Find(record.Host) is { } known && known.Stamp >= record.Stamp)
        {
            return true;
        }

        if (!HostKeys.IsGenuine(record))
        {
            Strangers++;
            return false;
        }

        _book.Learn(record);
        return true;
    }

    private IReadOnlyList<MeshEvent> Stranger()
    {
        Strangers++;
        return [];
    }
}
