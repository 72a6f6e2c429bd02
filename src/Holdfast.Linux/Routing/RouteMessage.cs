using System.Runtime.InteropServices;

namespace Holdfast.Linux.Routing;

/// <summary><c>struct rtmsg</c> (rtnetlink(7)); rules have the same layout (<c>struct fib_rule_hdr</c>), with their action for the type.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RouteMessage
{
    public const int Length = 12;

    public byte Family { get; init; }

    public byte DestinationLength { get; init; }

    public byte SourceLength { get; init; }

    public byte Service { get; init; }

    /// <summary>Small numbers only; larger ones stand in an attribute.</summary>
    public byte Table { get; init; }

    public byte Protocol { get; init; }

    public byte Scope { get; init; }

    public byte Type { get; init; }

    public uint Flags { get; init; }
}
