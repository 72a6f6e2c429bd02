using System.Buffers.Binary;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Heartbeat;

/// <summary>Reads and writes the fields of the trailer; whether they are authentic is not asked here.</summary>
internal static class Trailer
{
    public static bool IsOurs(ReadOnlySpan<byte> behind) => !behind.IsEmpty && behind[0] == TrailerFormat.Type;

    public static byte KeyId(ReadOnlySpan<byte> trailer) => trailer[2];

    public static MemberId Member(ReadOnlySpan<byte> trailer) => new(trailer[4]);

    public static int Path(ReadOnlySpan<byte> trailer) => trailer[5];

    public static Sequence Sequence(ReadOnlySpan<byte> trailer) => new(Number(trailer, 32), Number(trailer, 40));

    /// <summary>Null: says what no sender of this version says.</summary>
    public static MemberStatus? Status(ReadOnlySpan<byte> trailer)
    {
        var flags = trailer[3];
        var role = (Role)(flags & TrailerFormat.RoleMask);
        return
            role > Role.Fault
            || ReadEpoch(trailer, 16, 7) is not { } epoch
            || ReadEpoch(trailer, 24, 8) is not { } highest
            ? null
            : new MemberStatus(
                Member(trailer),
                role,
                (flags & TrailerFormat.HealthyFlag) != 0,
                (flags & TrailerFormat.HoldsFlag) != 0,
                (flags & TrailerFormat.ReadyFlag) != 0,
                (DatabaseStanding)((flags >> TrailerFormat.StandingShift) & 0b11),
                new MemberId(trailer[6]),
                epoch,
                highest,
                Number(trailer, 48)
            );
    }

    /// <summary>All but the MAC.</summary>
    public static void Write(MemberStatus status, byte keyId, int path, Sequence sequence, Span<byte> trailer)
    {
        trailer[..TrailerFormat.Length].Clear();
        trailer[0] = TrailerFormat.Type;
        trailer[1] = TrailerFormat.Version;
        trailer[2] = keyId;
        trailer[3] = Flags(status);
        trailer[4] = status.Member.Value;
        trailer[5] = (byte)path;
        trailer[6] = status.Successor.Value;
        WriteEpoch(status.Epoch, trailer, 16, 7);
        WriteEpoch(status.Highest, trailer, 24, 8);
        BinaryPrimitives.WriteUInt64BigEndian(trailer[32..], sequence.Boot);
        BinaryPrimitives.WriteUInt64BigEndian(trailer[40..], sequence.Counter);
        BinaryPrimitives.WriteUInt64BigEndian(trailer[48..], status.Position);
    }

    private static byte Flags(MemberStatus status) =>
        (byte)(
            (int)status.Role
            | (status.Healthy ? TrailerFormat.HealthyFlag : 0)
            | (status.HoldsAddresses ? TrailerFormat.HoldsFlag : 0)
            | (status.Ready ? TrailerFormat.ReadyFlag : 0)
            | ((int)status.Standing << TrailerFormat.StandingShift)
        );

    /// <summary>Null: neither none nor somebody's.</summary>
    private static Epoch? ReadEpoch(ReadOnlySpan<byte> trailer, int term, int member)
    {
        var number = Number(trailer, term);
        return number > Epoch.MaximumTerm || (number == 0) != (trailer[member] == 0)
            ? null
            : new Epoch((long)number, new MemberId(trailer[member]));
    }

    private static void WriteEpoch(Epoch epoch, Span<byte> trailer, int term, int member)
    {
        BinaryPrimitives.WriteUInt64BigEndian(trailer[term..], (ulong)epoch.Term);
        trailer[member] = epoch.Member.Value;
    }

    private static ulong Number(ReadOnlySpan<byte> trailer, int at) =>
        BinaryPrimitives.ReadUInt64BigEndian(trailer[at..]);
}
