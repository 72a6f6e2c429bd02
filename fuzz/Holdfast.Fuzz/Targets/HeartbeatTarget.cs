using System.Net;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Fuzz.Targets;

/// <summary>Packets of protocol 112. Without the key nothing changes a role, and what is taken says what VRRP can say.</summary>
internal sealed class HeartbeatTarget : IFuzzTarget
{
    private static readonly MemberId One = new(1);
    private static readonly MemberId Two = new(2);

    public string Name => "heartbeat";

    public IReadOnlyList<string> Words => ["1", "2", "!", "H\u0001\u0001", "\u0033"];

    public IEnumerable<byte[]> Samples => [Sample(AuthenticationMode.Off), Sample(AuthenticationMode.Enforce)];

    private static ReadOnlySpan<byte> Source => [10, 77, 0, 1];

    private static ReadOnlySpan<byte> Multicast => [224, 0, 0, 18];

    public void Take(ReadOnlySpan<byte> input)
    {
        // The readers begin afresh: the same sample is no replay the second time.
        Check(Read(input, AuthenticationMode.Permissive), authentic: false);
        if (Read(input, AuthenticationMode.Enforce) is { Accepted: true } read)
        {
            Check(read, authentic: true);
            RequireUnchanged(input);
        }
    }

    private static HeartbeatReading Read(ReadOnlySpan<byte> input, AuthenticationMode mode) =>
        new HeartbeatReader(Policy(Two, mode), new ReplayMarks()).Read(input, Path(), hopLimit: 255);

    private static void Check(HeartbeatReading read, bool authentic)
    {
        if (read.Accepted != (read.Heartbeat is not null))
        {
            throw new BrokenPromiseException($"{read.Refusal} with a heartbeat, or without either");
        }

        if (read.Heartbeat?.Message is { } message && (message.Centiseconds is < 1 or > 4095 || message.Vrid != 51))
        {
            throw new BrokenPromiseException($"taken: {message}");
        }

        if (authentic && read.Heartbeat!.Status?.Member != One)
        {
            throw new BrokenPromiseException("taken from nobody");
        }
    }

    /// <summary>Who has no key can only repeat what was sent; the checksum alone may have another variant.</summary>
    private static void RequireUnchanged(ReadOnlySpan<byte> input)
    {
        var sample = Sample(AuthenticationMode.Enforce);
        if (!input[..6].SequenceEqual(sample.AsSpan(0, 6)) || !input[8..].SequenceEqual(sample.AsSpan(8)))
        {
            throw new BrokenPromiseException("forged");
        }
    }

    private static byte[] Sample(AuthenticationMode mode)
    {
        var buffer = new byte[HeartbeatWriter.MaximumLength];
        var message = new VrrpMessage(VrrpKind.Advertisement, 51, 100, 10, [IPAddress.Parse("10.77.0.100")]);
        var epoch = new Epoch(7, One);
        var status = new MemberStatus(
            One,
            Role.Active,
            Healthy: true,
            HoldsAddresses: true,
            Ready: false,
            DatabaseStanding.InStep,
            MemberId.Nobody,
            epoch,
            epoch,
            Position: 9
        );
        var length = new HeartbeatWriter(Policy(One, mode), boot: 3).Write(message, status, Path(), buffer);
        return buffer[..length];
    }

    private static PacketPath Path() => new(Carrier.Multicast, Source, Multicast, path: 0);

    private static HeartbeatPolicy Policy(MemberId self, AuthenticationMode mode) =>
        new()
        {
            Vrid = 51,
            GroupId = Guid.Empty,
            Self = self,
            Members = [One, Two],
            Mode = mode,
            Keys = new HeartbeatKeys([new HeartbeatKey(1, new byte[32])], activeId: 1),
        };
}
