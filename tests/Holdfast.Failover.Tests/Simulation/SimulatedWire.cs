using System.Net;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>The shell's part between the machine and the network: real bytes, real keys, in one life of a process.</summary>
internal sealed class SimulatedWire
{
    private static readonly IPAddress[] Addresses = [IPAddress.Parse("10.77.0.100")];
    private static readonly HeartbeatKeys Keys = new([new HeartbeatKey(1, new byte[32])], activeId: 1);
    private static readonly Guid Group = new("0192f0a1-0203-7405-8607-08090a0b0c0d");

    private readonly byte[] _buffer = new byte[HeartbeatWriter.MaximumLength];
    private readonly byte[] _source;
    private readonly HeartbeatWriter _writer;
    private readonly HeartbeatReader _reader;

    /// <param name="boot">How often the process was started.</param>
    public SimulatedWire(WorldOptions options, int index, ulong boot, IEnumerable<ReplayMark> marks)
    {
        var policy = new HeartbeatPolicy
        {
            Vrid = 51,
            GroupId = Group,
            Self = WorldOptions.Id(index),
            Members = [.. Enumerable.Range(0, options.Nodes).Select(WorldOptions.Id)],
            Keys = Keys,
        };
        _source = [10, 77, 0, (byte)(index + 1)];
        _writer = new HeartbeatWriter(policy, boot);
        Marks = new ReplayMarks(marks);
        _reader = new HeartbeatReader(policy, Marks);
    }

    public ReplayMarks Marks { get; }

    public byte[] Write(SendHeartbeat send, int path)
    {
        var length = _writer.Write(send.ToMessage(51, Addresses), send.Status, From(_source, path), _buffer);
        return _buffer[..length];
    }

    /// <summary>Null: refused.</summary>
    public HeartbeatHeard? Read(byte[] packet, int from, int path, bool mayBeForged)
    {
        byte[] source = [10, 77, 0, (byte)(from + 1)];
        var read = _reader.Read(packet, From(source, path), hopLimit: 255);
        return read.Accepted ? HeartbeatHeard.Of(read.Heartbeat, new IPAddress(source), path)
            : mayBeForged || read.Refusal == HeartbeatRefusal.Replayed ? null
            : throw new InvariantException($"refused a genuine heartbeat: {read.Refusal}");
    }

    private static PacketPath From(byte[] source, int path) => new(Carrier.Multicast, source, [224, 0, 0, 18], path);
}
